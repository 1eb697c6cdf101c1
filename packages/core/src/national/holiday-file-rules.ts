import { dateOf, type PlainDate } from '../calendar.ts'
import { type Holiday, yearOf } from './national-calendar-rules.ts'

/** A line of the file: its cells, or why it has none. */
export type FileLine = { line: number; cells: string[] } | { line: number; problem: LineProblem }

export type LineProblem =
  | 'stray-quote'
  | 'line-too-long'
  | 'not-two-cells'
  | 'no-such-date'
  | 'name-missing'
  | 'name-too-long'
  | 'same-day-twice'
export type BadLine = { line: number; problem: LineProblem; text: string }

/** Why a file is none that could be used at all. */
export type FileProblem = 'not-the-holiday-file' | 'no-days' | 'years-missing' | 'file-too-old'

const LONGEST_NAME = 40
/** Enough to recognise the line by. */
const SHOWN = 60

/**
 * The Cabinet Office's 国民の祝日 file: a line of headings that name 国民の祝日, then `2026/1/1,元日`. Answers the days of
 * `thisYear` and later, in order: what is past is left alone. Lines that cannot be read are listed, also those of the past.
 */
export function readHolidayLines(
  lines: readonly FileLine[],
  thisYear: number,
): { ok: true; days: Holiday[]; bad: BadLine[] } | { ok: false; problem: FileProblem } {
  const [heading, ...rest] = lines
  if (!heading || !('cells' in heading) || !/国民の祝日/.test(heading.cells.join(',')))
    return { ok: false, problem: 'not-the-holiday-file' }

  const bad: BadLine[] = []
  const days = new Map<PlainDate, string>()
  for (const line of rest) {
    const read = readLine(line)
    if ('problem' in read) bad.push(read)
    else if (days.has(read.day)) bad.push(asBad(line, 'same-day-twice'))
    else days.set(read.day, read.name)
  }
  if (days.size === 0 && bad.length === 0) return { ok: false, problem: 'no-days' }
  if (days.size === 0) return { ok: true, days: [], bad }

  const years = new Set([...days.keys()].map(yearOf))
  const [first, last] = [Math.min(...years), Math.max(...years)]
  if (last < thisYear) return { ok: false, problem: 'file-too-old' }
  // A year without a single holiday has never been: somebody cut the file, or put two together.
  if (years.size !== last - first + 1 || first > thisYear) return { ok: false, problem: 'years-missing' }

  const kept = [...days].filter(([day]) => yearOf(day) >= thisYear)
  return {
    ok: true,
    days: kept.map(([day, name]) => ({ day, name })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    bad,
  }
}

function readLine(line: FileLine): Holiday | BadLine {
  if ('problem' in line) return asBad(line, line.problem)
  const cells = line.cells.map((it) => it.normalize('NFKC').trim())
  const [date = '', name = '', ...more] = cells
  if (cells.length < 2 || more.some((it) => it !== '')) return asBad(line, 'not-two-cells')
  const [, year, month, day] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(date) ?? []
  const found = day ? dateOf(Number(year), Number(month), Number(day)) : null
  if (!found) return asBad(line, 'no-such-date')
  // The name stays as it was published: 休日（祝日扱い） with its own brackets.
  const published = (line.cells[1] ?? '').trim()
  if (name === '') return asBad(line, 'name-missing')
  if (published.length > LONGEST_NAME) return asBad(line, 'name-too-long')
  return { day: found, name: published }
}

const asBad = (line: FileLine, problem: LineProblem): BadLine => ({
  line: line.line,
  problem,
  text: 'cells' in line ? line.cells.join(',').slice(0, SHOWN) : '',
})
