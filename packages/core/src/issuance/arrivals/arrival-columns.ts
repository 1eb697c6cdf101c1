import { maskMyNumbers } from '../my-number-rules.ts'
import { ARRIVAL_FIELDS, type ArrivalField, type ArrivalTexts } from './arrival-rules.ts'
import { codeKey } from './arrival-value-rules.ts'
import type { MappingProfile } from './mapping-profile.ts'
import { unguarded, unguardedNumber } from './spreadsheet-guard.ts'

/** The headings of the two columns that our file of bad rows adds; by them it is known when it comes back. */
export const OUR_COLUMNS = { line: '元の行番号', problems: '誤りの内容' } as const

export type Columns = {
  /** Where each field stands, counted from 0; a field with a fixed value stands nowhere. */
  positions: ReadonlyMap<ArrivalField, number>
  /** How many cells a line has; null when the file has no header to say it. */
  width: number | null
  /** What to call a column that we do not read. */
  titles: readonly string[]
  /** It is our own file of bad rows, whose cells we have guarded against spreadsheets. */
  ours: boolean
}

export type ColumnsRefusal =
  | { ok: false; reason: 'columns-missing'; columns: string[] }
  | { ok: false; reason: 'column-twice'; columns: string[] }

/** Finds the profile's columns in a file's header (null when it has none). */
export function columnsOf(
  profile: MappingProfile,
  header: readonly string[] | null,
): { ok: true; value: Columns } | ColumnsRefusal {
  const keys = header?.map(codeKey) ?? []
  const positions = new Map<ArrivalField, number>()
  const missing: string[] = []
  const twice: string[] = []

  for (const field of ARRIVAL_FIELDS) {
    const column = profile.columns[field]
    if (column?.position !== undefined) positions.set(field, column.position - 1)
    if (column?.header === undefined) continue

    const titles = [column.header].flat()
    const found = keys.flatMap((key, at) => (titles.some((title) => codeKey(title) === key) ? [at] : []))
    const [position] = found
    if (found.length > 1) twice.push(titles[0] ?? field)
    if (position !== undefined) positions.set(field, position)
    else if (column.default === undefined) missing.push(titles[0] ?? field)
  }

  if (missing.length > 0) return { ok: false, reason: 'columns-missing', columns: missing }
  if (twice.length > 0) return { ok: false, reason: 'column-twice', columns: twice }
  const titles = (header ?? []).map(maskMyNumbers)
  const ours = Object.values(OUR_COLUMNS).every((title) => keys.includes(codeKey(title)))
  return { ok: true, value: { positions, width: header?.length ?? null, titles, ours } }
}

/** How many of the profile's columns a header has: the delimiter that finds most of them is the right one. */
export const columnsFound = (profile: MappingProfile, header: readonly string[]): number => {
  const keys = new Set(header.map(codeKey))
  return Object.values(profile.columns).filter((it) =>
    [it?.header ?? []].flat().some((title) => keys.has(codeKey(title))),
  ).length
}

/** A line's texts by field, with the profile's defaults where a cell is empty. */
export function textsOf(profile: MappingProfile, columns: Columns, cells: readonly string[]): ArrivalTexts {
  const texts: ArrivalTexts = {}
  for (const field of ARRIVAL_FIELDS) {
    const column = profile.columns[field]
    if (!column) continue
    const came = cells[columns.positions.get(field) ?? -1] ?? ''
    const cell = columns.ours ? unguarded(came) : unguardedNumber(came)
    texts[field] = cell.trim() === '' ? (column.default ?? cell) : cell
  }
  return texts
}
