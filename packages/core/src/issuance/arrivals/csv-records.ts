import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import type { Line } from './physical-lines.ts'

export type Delimiter = ',' | '\t' | ';'
export type CsvRecord =
  | { line: number; cells: string[] }
  | { line: number; problem: 'stray-quote' | 'line-too-long' }

const MOST_LINES = 10
/** A Ctrl-Z, which old systems write behind the last line; the CP932 decoder makes U+001C of it. */
const END_OF_FILE = ['\u001A', '\u001C']

/**
 * Lines as records of cells; empty lines are passed over. A quoted cell may span up to ten lines, if the record then
 * has `width` cells. Otherwise the quote is a stray one: it costs its own line, never the rest of the file.
 */
export async function* csvRecords(
  lines: AsyncIterable<Line>,
  delimiter: Delimiter,
  width: number | null,
): AsyncGenerator<CsvRecord> {
  const source = lines[Symbol.asyncIterator]()
  const waiting: Line[] = []
  const lineAt = async (ahead: number) => {
    while (waiting.length <= ahead) {
      const next = await source.next()
      if (next.done) return undefined
      waiting.push(next.value)
    }
    return waiting[ahead]
  }

  try {
    for (let first = await lineAt(0); first; first = await lineAt(0)) {
      const { record, lines: used } = await recordFrom(first, lineAt, delimiter, width)
      waiting.splice(0, used)
      if (record) yield record
    }
  } finally {
    await source.return?.()
  }
}

async function recordFrom(
  first: Line,
  lineAt: (ahead: number) => Promise<Line | undefined>,
  delimiter: Delimiter,
  width: number | null,
): Promise<{ record?: CsvRecord; lines: number }> {
  if (first.text.trim() === '' || END_OF_FILE.includes(first.text)) return { lines: 1 }
  if (first.tooLong) return { record: { line: first.line, problem: 'line-too-long' }, lines: 1 }

  let text = first.text
  let cells = cellsOf(text, delimiter)
  for (let used = 1; !cells && used < MOST_LINES; used++) {
    const next = await lineAt(used)
    if (!next || next.tooLong) break
    text += `\n${next.text}`
    if (!next.text.includes('"')) continue
    cells = cellsOf(text, delimiter, 'strictly')
    if (!cells) continue
    if (width !== null && cells.length !== width) break
    return { record: { line: first.line, cells }, lines: used + 1 }
  }

  // Still open, or closed by a quote that belongs to another line.
  const whole = cellsOf(first.text, delimiter)
  if (!whole) return { record: { line: first.line, problem: 'stray-quote' }, lines: 1 }
  return whole.every((cell) => cell.trim() === '')
    ? { lines: 1 }
    : { record: { line: first.line, cells: whole }, lines: 1 }
}

/**
 * The cells of one record; null when a quote is still open at its end. A quote inside a cell is a letter like any
 * other, except `strictly`: in several lines, two stray quotes would otherwise pass for a quoted cell.
 */
export function cellsOf(
  text: string,
  delimiter: Delimiter,
  how: 'strictly' | 'kindly' = 'kindly',
): string[] | null {
  if (!text.includes('"')) return text.split(delimiter)
  try {
    const records: string[][] = parse(text, {
      delimiter,
      relax_quotes: how === 'kindly',
      relax_column_count: true,
      record_delimiter: '\n',
    })
    return records.length === 1 ? (records[0] ?? null) : null
  } catch (error) {
    if (error instanceof CsvError) return null
    throw error
  }
}
