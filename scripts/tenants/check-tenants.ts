import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { looksLikeMyNumber } from '@madoguchi/core/issuance'
import { readMappings } from '@madoguchi/core/issuance/arrivals'
import { readTenant, slugsIn, type TenantFile } from '@madoguchi/core/tenancy'
import { problemsOfLogo, problemsOfTheme } from './check-looks.ts'

/** One thing that was looked at: what it is, and what is wrong with it. */
export type Finding = { title: string; problems: string[] }

/** Looks at every folder of `tenantsDir`, each by itself and all together. */
export async function checkTenants(tenantsDir: string): Promise<Finding[]> {
  const slugs = await slugsIn(tenantsDir)
  const checked = await Promise.all(slugs.map((slug) => checkTenant(tenantsDir, slug)))
  const files = checked.flatMap((it) => (it.file ? [it.file] : []))
  return [
    ...checked.flatMap((it) => it.findings),
    { title: `自治体 ${slugs.length} のコードとホスト名の重なり`, problems: sharedBetween(files) },
  ]
}

async function checkTenant(tenantsDir: string, slug: string) {
  const read = await readTenant(tenantsDir, slug)
  const file = read.ok ? read.value.file : null
  const name = file ? `${file.name.ja}（${slug}）` : slug
  const settings = read.ok ? await problemsOfNumbers(tenantsDir, slug) : read.problems
  const findings: Finding[] = [
    { title: `${name} の設定${file ? `：${sizeOf(file)}` : ''}`, problems: settings },
    { title: `${name} の配色`, problems: await problemsOfTheme(tenantsDir, slug) },
    { title: `${name} の印`, problems: await problemsOfLogo(tenantsDir, slug) },
    { title: `${name} の到着ファイルの対応づけ`, problems: await problemsOfMappings(tenantsDir, slug, file) },
  ]
  return { file, findings }
}

const sizeOf = (file: TenantFile) =>
  `拠点 ${file.venues.length}（確認中 ${file.venues.filter((it) => !it.confirmed).length}）、手続 ${file.procedures.length}、言語 ${file.languages.join('・')}`

async function problemsOfNumbers(tenantsDir: string, slug: string): Promise<string[]> {
  const text = await readFile(join(tenantsDir, slug, 'tenant.json'), 'utf8')
  return looksLikeMyNumber(text)
    ? [`tenants/${slug}/tenant.json：個人番号と同じ形の 12 桁の数字があります。取り除いてください`]
    : []
}

async function problemsOfMappings(tenantsDir: string, slug: string, file: TenantFile | null) {
  const mappings = await readMappings(tenantsDir, slug)
  if (!mappings.ok) return mappings.problems
  if (!file) return []
  const venues = new Set(file.venues.map((it) => it.code))
  return mappings.value.flatMap(({ id, codes }) =>
    Object.entries(codes.venue)
      .filter(([, code]) => !venues.has(code))
      .map(
        ([written, code]) =>
          `tenants/${slug}/mappings/${id}.json の codes.venue["${written}"]：拠点「${code}」は tenant.json にありません`,
      ),
  )
}

/** Two municipalities never share a code or a host name: the host alone decides whose data is shown. */
function sharedBetween(files: readonly TenantFile[]): string[] {
  const marks = files.flatMap(({ slug, code, hosts }) => [
    { slug, what: `団体コード ${code}` },
    ...[...hosts.booking, ...hosts.staff].map((host) => ({ slug, what: `ホスト名 ${host}` })),
  ])
  return [...Map.groupBy(marks, (it) => it.what)]
    .filter(([, them]) => them.length > 1)
    .map(([what, them]) => `${what} を ${them.map((it) => `tenants/${it.slug}`).join(' と ')} が使っています`)
}
