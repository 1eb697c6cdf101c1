import { guarded } from '../issuance/arrivals/spreadsheet-guard.ts'

/** A table of a file: its name, its headings and its lines; numbers stay numbers, and null is an empty cell. */
export type Sheet = { name: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] }
export type Cell = string | number | null

/**
 * Tables as one CSV file that Excel opens as it is: UTF-8 with a mark at its beginning, CRLF, every text guarded against being
 * run as a formula. Between two tables stands an empty line; each begins with its name.
 */
export const writeCsv = (sheets: readonly Sheet[]): string =>
  `\uFEFF${sheets
    .map(({ name, columns, rows }) => [[name], columns, ...rows].map(lineOf).join(''))
    .join('\r\n')}`

const lineOf = (cells: readonly Cell[]) => `${cells.map(cellOf).join(',')}\r\n`

function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  return `"${guarded(cell).replaceAll('"', '""')}"`
}
