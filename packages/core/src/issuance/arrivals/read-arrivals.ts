import { looksLikeMyNumber } from '../my-number-rules.ts'
import { type Columns, type ColumnsRefusal, textsOf } from './arrival-columns.ts'
import { type ArrivalRules, arrivalFrom, keepableTexts, type NoticeClash } from './arrival-row-rules.ts'
import type { ArrivalProblem, BadRow, GoodRow } from './arrival-rules.ts'
import { codeKey } from './arrival-value-rules.ts'
import { type CsvRecord, csvRecords, type Delimiter } from './csv-records.ts'
import { type DecodeRefusal, decodeArrivals, type Encoding } from './decode-arrivals.ts'
import { firstLineOf, fittingProfile } from './first-line.ts'
import { arrivalRules, type Known, type MappingProfile } from './mapping-profile.ts'
import { type Line, physicalLines } from './physical-lines.ts'

export type ArrivalFile = {
  encoding: Encoding
  delimiter: Delimiter
  /** The profile it is read with: the one that was chosen, unless only another one fits. */
  profile: MappingProfile
  /** What the chosen profile missed in it, when it is read with another. */
  misfit: ColumnsRefusal | null
  rows: AsyncGenerator<GoodRow | BadRow>
}
export type FileRefusal = { ok: false; reason: DecodeRefusal | 'no-rows' } | ColumnsRefusal

/**
 * Reads an arrival file as a stream, row by row, in the order of its lines. Only the 申請書ID and 交付通知書番号 of good rows are
 * kept in memory, to find a second one. A file that does not fit the profile is read with the one of `others` that does.
 * Refuses a file that is no such file at all, and says what it lacks.
 */
export async function readArrivals(
  stream: AsyncIterable<Uint8Array>,
  chosen: MappingProfile,
  known: Known,
  others: readonly MappingProfile[] = [],
): Promise<{ ok: true; value: ArrivalFile } | FileRefusal> {
  const decoded = await decodeArrivals(stream, chosen.encoding)
  if (!decoded.ok) return decoded

  const lines = physicalLines(decoded.value.text)
  const first = await firstWritten(lines)
  if (first.done) return { ok: false, reason: 'empty-file' }

  const { encoding } = decoded.value
  const wanted = firstLineOf(chosen, first.value.text).columns
  const profile = wanted.ok ? chosen : fittingProfile(others, chosen, first.value.text, encoding)
  const { delimiter, columns } = firstLineOf(profile ?? chosen, first.value.text)
  if (!profile || !columns.ok) {
    await lines.return(undefined)
    return wanted as ColumnsRefusal
  }

  const body = profile.header ? lines : startingWith(first.value, lines)
  const records = csvRecords(body, delimiter, columns.value.width)
  const second = await records.next()
  if (second.done) return { ok: false, reason: 'no-rows' }

  const rows = rowsOf(
    startingWith(second.value, records),
    profile,
    columns.value,
    arrivalRules(profile, known),
  )
  return { ok: true, value: { encoding, delimiter, profile, misfit: wanted.ok ? null : wanted, rows } }
}

async function* rowsOf(
  records: AsyncIterable<CsvRecord>,
  profile: MappingProfile,
  columns: Columns,
  rules: ArrivalRules,
): AsyncGenerator<GoodRow | BadRow> {
  const lines = new Map<string, number>()
  const notices = new Map<string, number>()

  for await (const record of records) {
    const { line } = record
    if ('problem' in record) {
      yield { line, bad: {}, problems: [{ field: 'line', reason: record.problem, detail: {} }] }
      continue
    }

    const texts = textsOf(profile, columns, record.cells)
    const shape = [
      ...shapeProblems(columns, record.cells),
      ...otherColumnsProblems(profile, columns, record.cells),
    ]
    const row = arrivalFrom(
      texts,
      rules,
      (id) => lines.get(id),
      (number) => noticeOfLine(notices.get(number)),
    )
    if (row.ok && shape.length === 0) {
      lines.set(row.arrival.applicationId, line)
      if (row.arrival.noticeNumber !== null) notices.set(row.arrival.noticeNumber, line)
      yield { line, good: row.arrival, warnings: row.warnings, texts: row.texts }
    } else {
      // What a line of the wrong length says about its fields would only mislead.
      const misplaced = shape.some((it) => it.field === 'line')
      const problems = row.ok
        ? []
        : row.problems.filter((it) => !misplaced || it.reason === 'my-number-in-field')
      yield { line, bad: keepableTexts(texts), problems: [...shape, ...problems] }
    }
  }
}

/** The clash with an earlier line of the file, if there is one. */
export const noticeOfLine = (line: number | undefined): NoticeClash | undefined =>
  line === undefined ? undefined : { reason: 'same-notice-number', detail: { line } }

function shapeProblems({ width, positions }: Columns, cells: readonly string[]): ArrivalProblem[] {
  const expected = width ?? Math.max(...positions.values()) + 1
  const counts = { cells: cells.length, expected }
  if (cells.length < expected) return [{ field: 'line', reason: 'line-cut-short', detail: counts }]
  // Without a header there may be columns that we do not read; empty ones are what spreadsheets leave behind.
  const extra = width === null ? [] : cells.slice(expected).filter((cell) => cell.trim() !== '')
  return extra.length > 0 ? [{ field: 'line', reason: 'too-many-cells', detail: counts }] : []
}

/** A 個人番号 is refused in whatever column it comes, also in those that we would not store. */
function otherColumnsProblems(
  profile: MappingProfile,
  { positions, titles }: Columns,
  cells: readonly string[],
): ArrivalProblem[] {
  const ours = new Set(positions.values())
  const exempt = new Set(profile.otherTwelveDigits.map(codeKey))
  return cells.flatMap((cell, at) => {
    if (ours.has(at) || !looksLikeMyNumber(cell) || exempt.has(codeKey(titles[at] ?? ''))) return []
    return [
      { field: 'other', reason: 'my-number-in-field', detail: { column: titles[at] ?? String(at + 1) } },
    ] as const
  })
}

async function firstWritten(lines: AsyncGenerator<Line>) {
  let first = await lines.next()
  while (!first.done && first.value.text.trim() === '') first = await lines.next()
  return first
}

async function* startingWith<Item>(first: Item, rest: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield first
  yield* rest
}
