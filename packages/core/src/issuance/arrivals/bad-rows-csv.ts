import type { Actor, Database } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'
import { OUR_COLUMNS } from './arrival-columns.ts'
import { ARRIVAL_FIELDS, type ArrivalField, type ArrivalProblem } from './arrival-rules.ts'
import { rowsAfter, type StagedRow } from './arrivals.sql.ts'
import { csvLine } from './csv-line.ts'
import type { MappingProfile } from './mapping-profile.ts'
import { registeredRows } from './registered-rows.sql.ts'

type Say = (problem: ArrivalProblem) => string

const PAGE = 1000

/**
 * The bad rows as a CSV file (UTF-8 with BOM, CRLF) that a spreadsheet opens without running or spoiling anything, and
 * that the same profile reads again once it is corrected: its columns come first, then our line number and reasons.
 */
export async function* badRowsCsv(
  db: Database,
  actor: Actor,
  importId: ImportId,
  profile: MappingProfile,
  say: Say,
): AsyncGenerator<string> {
  const columns = columnsOf(profile)
  yield '\uFEFF'
  if (profile.header)
    yield csvLine([...columns.map((it) => it.title), OUR_COLUMNS.line, OUR_COLUMNS.problems])

  const registered = new Set(
    (await db.as(actor, (tx) => registeredRows(tx, actor.tenantId, [importId]))).map((it) => it.line),
  )
  for (let line = 0, more = true; more; ) {
    const rows = await db.as(actor, (tx) =>
      rowsAfter(tx, actor.tenantId, importId, 'bad', { line, limit: PAGE }),
    )
    for (const row of rows) if (!registered.has(row.line)) yield csvLine(cellsOf(columns, row, say))
    line = rows.at(-1)?.line ?? line
    more = rows.length === PAGE
  }
}

type Column = { field: ArrivalField | null; title: string }

/** The profile's columns: those with a position stand there, the others in the order of our fields where there is room. */
function columnsOf(profile: MappingProfile): Column[] {
  const columns: Column[] = []
  const named: Column[] = []
  for (const field of ARRIVAL_FIELDS) {
    const column = profile.columns[field]
    if (column?.position !== undefined) columns[column.position - 1] = { field, title: '' }
    if (column?.header !== undefined) named.push({ field, title: [column.header].flat()[0] ?? '' })
  }
  const placed = Array.from(columns, (it) => it ?? named.shift() ?? { field: null, title: '' })
  return [...placed, ...named]
}

const cellsOf = (columns: readonly Column[], row: StagedRow, say: Say) => [
  ...columns.map(({ field }) => (field ? ((row.cells as Record<string, string>)[field] ?? '') : '')),
  String(row.line),
  (row.problems as ArrivalProblem[]).map(say).join(' '),
]
