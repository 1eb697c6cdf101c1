import { guarded } from './spreadsheet-guard.ts'

/** A line of a CSV file (CRLF) that a spreadsheet opens without running or spoiling anything. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${guarded(cell).replaceAll('"', '""')}"`).join(',')}\r\n`
