import { readFileSync } from 'node:fs'
import type { PlainDate } from '../../../calendar.ts'
import type { BadRow, GoodRow } from '../arrival-rules.ts'
import { MappingProfile } from '../mapping-profile.ts'
import { readArrivals } from '../read-arrivals.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url))

const profileOf = (name: string) => {
  const url = new URL(`../../../../../../tenants/ageo/mappings/${name}.json`, import.meta.url)
  return MappingProfile.parse(JSON.parse(readFileSync(url, 'utf8')))
}

export const fileA = fixture('card-arrivals-a.csv')
export const fileB = fixture('card-arrivals-b.csv')
export const textA = new TextDecoder('shift_jis').decode(fileA)
export const textB = new TextDecoder().decode(fileB)
export const jlisA = profileOf('jlis-a')
export const branchB = profileOf('branch-b')
/** What the files were made with: line numbers and reasons. */
export const expected = JSON.parse(fixture('card-arrivals.expected.json').toString())
export const known = {
  venues: new Set(['city-hall', 'hirakata', 'haraichi', 'oishi', 'kamihira', 'oya']),
  today: '2026-11-23' as PlainDate,
}

export async function* inChunks(bytes: Uint8Array, size = 1000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Reads a whole file; `refused` when it is none. */
export async function readFile(bytes: Uint8Array | string, profile = jlisA, size?: number) {
  const file = await readArrivals(inChunks(Buffer.from(bytes), size), profile, known)
  if (!file.ok) return { refused: file, encoding: undefined, delimiter: undefined, good: [], bad: [] }
  const [good, bad]: [GoodRow[], BadRow[]] = [[], []]
  for await (const row of file.value.rows) 'good' in row ? good.push(row) : bad.push(row)
  return { ...file.value, good, bad }
}
