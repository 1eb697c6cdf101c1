import { dateInEra, dateOf, eraNamed, type PlainDate } from '../../calendar.ts'

export type DateStyle = 'western' | 'wareki'
export type DateProblem = 'not-a-date' | 'no-such-date' | 'outside-its-era'

const WESTERN = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
  /^(\d{4})(\d{2})(\d{2})$/,
]
const ERA = '(明治|大正|昭和|平成|令和|[MTSHR])'
const WAREKI = [
  new RegExp(`^${ERA}(元|\\d{1,2})年(\\d{1,2})月(\\d{1,2})日$`),
  new RegExp(`^${ERA}(元|\\d{1,2})-(\\d{1,2})-(\\d{1,2})$`),
  new RegExp(`^${ERA}(\\d{2})(\\d{2})(\\d{2})$`),
]

/**
 * A date as offices write it: 2026-10-04, 2026/10/4, 20261004, 2026年10月4日; 令和8年10月4日, R8.10.4, R081004, 元年.
 * Full width is read; the midnight that a spreadsheet adds is ignored. Only the styles that the profile names.
 */
export function readDate(
  text: string,
  styles: readonly DateStyle[],
): { date: PlainDate } | { problem: DateProblem } {
  const plain = plainly(text)

  const western = styles.includes('western') && firstMatch(WESTERN, plain)
  if (western) {
    const [, year, month, day] = western
    const date = dateOf(Number(year), Number(month), Number(day))
    return date ? { date } : { problem: 'no-such-date' }
  }

  const wareki = styles.includes('wareki') && firstMatch(WAREKI, plain)
  const era = wareki ? eraNamed(wareki[1] ?? '') : null
  if (!wareki || !era) return { problem: 'not-a-date' }
  const year = wareki[2] === '元' ? 1 : Number(wareki[2])
  const read = dateInEra(era, year, Number(wareki[3]), Number(wareki[4]))
  if ('date' in read) return read
  return { problem: read.problem === 'outside-its-era' ? 'outside-its-era' : 'no-such-date' }
}

const plainly = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/\s+0?0:00(:00)?$/, '')
    .replace(/\s/g, '')
    .replace(/[\p{Pd}\u2212\u30FC/.]/gu, '-')

function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = pattern.exec(text)
    if (match) return match
  }
  return null
}
