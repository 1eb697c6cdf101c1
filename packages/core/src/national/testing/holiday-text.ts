import { NATIONAL_HOLIDAYS } from '../published-holidays.ts'

const HEADING = '国民の祝日・休日月日,国民の祝日・休日名称'

type Over = {
  /** Days (`2026-11-23`) to leave out. */
  without?: readonly string[]
  /** Lines to add, as the file has them: `2026/12/8,試験の日`. */
  more?: readonly string[]
}

/** A 国民の祝日 file as the Cabinet Office writes it, of some years, from the published calendar. */
export const holidayText = (from: number, until: number, { without = [], more = [] }: Over = {}): string =>
  [
    HEADING,
    ...[...NATIONAL_HOLIDAYS].flatMap(([day, { ja }]) => {
      const [year, month, date] = day.split('-').map(Number)
      if (!year || year < from || year > until || without.includes(day)) return []
      return `${year}/${month}/${date},${ja}`
    }),
    ...more,
    '',
  ].join('\r\n')
