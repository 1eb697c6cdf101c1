import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { Announcement } from './announcement.ts'
import { contradictionsIn } from './contradictions.ts'
import { missingWords } from './missing-words.ts'
import type { Language } from './policy-rules.ts'
import { TenantFile } from './tenant-file.ts'
import { sayIssue, sayProblems } from './tenant-file-messages.ts'

/** What was read, or the sentences that say why not: each names the file, the place in it, and what to do. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; problems: string[] }

/** A municipality as its folder says it; an announcement's code is its file, without the ending. */
export type TenantFolder = { file: TenantFile; announcements: (Announcement & { code: string })[] }

/** The slugs under a tenants folder, in alphabetical order. */
export async function slugsIn(tenantsDir: string): Promise<string[]> {
  const entries = await readdir(tenantsDir, { withFileTypes: true })
  return entries
    .filter((it) => it.isDirectory() && !it.name.startsWith('.'))
    .map((it) => it.name)
    .toSorted()
}

/** Reads tenants/<slug>/tenant.json and notices/*.json. */
export async function readTenant(tenantsDir: string, slug: string): Promise<Read<TenantFolder>> {
  const name = `tenants/${slug}/tenant.json`
  const text = await readFile(join(tenantsDir, slug, 'tenant.json'), 'utf8').catch(absent)
  if (text === null) return { ok: false, problems: [`${name}：ファイルがありません`] }

  const file = readTenantFile(slug, text)
  if (!file.ok) return file
  const announcements = await readAnnouncements(tenantsDir, slug, file.value.languages)
  if (!announcements.ok) return announcements
  return { ok: true, value: { file: file.value, announcements: announcements.value } }
}

/** Reads the text of a tenant.json: its JSON, its shape, and whether it contradicts itself or its folder's name. */
export function readTenantFile(slug: string, text: string): Read<TenantFile> {
  const name = `tenants/${slug}/tenant.json`
  const read = parse(TenantFile, name, text)
  if (!read.ok) return read
  const problems = contradictionsIn(read.value)
  if (read.value.slug !== slug)
    problems.push({ path: ['slug'], message: `フォルダーの名前「${slug}」と同じにしてください` })
  return problems.length === 0 ? read : { ok: false, problems: sayProblems(name, problems) }
}

async function readAnnouncements(
  tenantsDir: string,
  slug: string,
  languages: readonly Language[],
): Promise<Read<TenantFolder['announcements']>> {
  const dir = join(tenantsDir, slug, 'notices')
  const names = ((await readdir(dir).catch(absent)) ?? []).filter((it) => it.endsWith('.json')).toSorted()
  const reads = await Promise.all(
    names.map(async (it) => {
      const text = await readFile(join(dir, it), 'utf8')
      const read = readAnnouncement(`tenants/${slug}/notices/${it}`, text, languages)
      return read.ok
        ? { ok: true as const, value: { ...read.value, code: `notices/${it.slice(0, -5)}` } }
        : read
    }),
  )
  const problems = reads.flatMap((it) => (it.ok ? [] : it.problems))
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, value: reads.flatMap((it) => (it.ok ? [it.value] : [])) }
}

function readAnnouncement(name: string, text: string, languages: readonly Language[]): Read<Announcement> {
  const read = parse(Announcement, name, text)
  if (!read.ok) return read
  const problems = missingWords(read.value, languages)
  if (read.value.until && read.value.until <= read.value.from)
    problems.push({ path: ['until'], message: '掲載の終わりが、始まりより後ではありません' })
  return problems.length === 0 ? read : { ok: false, problems: sayProblems(name, problems) }
}

function parse<Value>(schema: z.ZodType<Value>, name: string, text: string): Read<Value> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, problems: [`${name}：JSON として読めません。コンマと括弧の対を確かめてください`] }
  }
  const parsed = schema.safeParse(json, { error: sayIssue })
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problems: sayProblems(name, parsed.error.issues) }
}

function absent(defect: NodeJS.ErrnoException): null {
  if (defect.code === 'ENOENT') return null
  throw defect
}
