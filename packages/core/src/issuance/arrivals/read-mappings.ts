import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MappingProfile } from './mapping-profile.ts'

/**
 * Reads tenants/<slug>/mappings/*.json, by id. Otherwise the sentences that say what to correct: each names the file and
 * the place in it. A municipality without such files has no profiles.
 */
export async function readMappings(
  tenantsDir: string,
  slug: string,
): Promise<{ ok: true; value: MappingProfile[] } | { ok: false; problems: string[] }> {
  const folder = join(tenantsDir, slug, 'mappings')
  const names = await readdir(folder).catch((defect: NodeJS.ErrnoException) => {
    if (defect.code === 'ENOENT') return []
    throw defect
  })
  const files = names.filter((it) => it.endsWith('.json')).toSorted()
  const reads = await Promise.all(
    files.map(async (it) =>
      readMapping(`tenants/${slug}/mappings/${it}`, it, await readFile(join(folder, it), 'utf8')),
    ),
  )
  const problems = reads.flatMap((it) => (it.ok ? [] : it.problems))
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: reads.flatMap((it) => (it.ok ? [it.value] : [])) }
}

function readMapping(name: string, file: string, text: string) {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return {
      ok: false,
      problems: [`${name}：JSON として読めません。コンマと括弧の対を確かめてください`],
    } as const
  }
  const read = MappingProfile.safeParse(json)
  if (!read.success) {
    return {
      ok: false,
      problems: read.error.issues.map((it) => `${name}：${it.path.join('.')}：${it.message}`),
    } as const
  }
  if (`${read.data.id}.json` !== file) {
    return {
      ok: false,
      problems: [`${name}：id「${read.data.id}」をファイルの名前と同じにしてください`],
    } as const
  }
  return { ok: true, value: read.data } as const
}
