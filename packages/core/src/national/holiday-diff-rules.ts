import {
  type Holiday,
  type HolidaySource,
  holidaysOfYear,
  type Published,
  yearOf,
} from './national-calendar-rules.ts'

/** What would change, against what stands. Each list is in the order of its days. */
export type HolidayDiff = {
  /** The years that the file speaks for, from this year on; others are left alone. */
  from: number
  until: number
  /** Years that it brings from 暫定 or the published calendar to the Cabinet Office's own. */
  newYears: number[]
  added: Holiday[]
  removed: Holiday[]
  renamed: (Holiday & { before: string })[]
}

/** The file's days against what stands in the years they speak for. `days` is not empty. */
export function diffHolidays(
  days: readonly Holiday[],
  imported: readonly Holiday[],
  published: Published['holidays'],
): HolidayDiff {
  const years = [...new Set(days.map((it) => yearOf(it.day)))].toSorted((a, b) => a - b)
  const standing = years.map((year) => ({ year, ...holidaysOfYear(year, imported, published) }))
  const before = new Map(standing.flatMap((it) => it.holidays.map(({ day, name }) => [day, name])))
  const after = new Set(days.map((it) => it.day))
  const isNew = (source: HolidaySource) => source === 'published'
  return {
    from: years[0] ?? 0,
    until: years.at(-1) ?? 0,
    newYears: standing.filter((it) => isNew(it.source)).map((it) => it.year),
    added: days.filter((it) => !before.has(it.day)),
    removed: [...before].filter(([day]) => !after.has(day)).map(([day, name]) => ({ day, name })),
    renamed: days.flatMap((it) => {
      const was = before.get(it.day)
      return was === undefined || was === it.name ? [] : [{ ...it, before: was }]
    }),
  }
}

/** True when approving would change nothing at all. */
export const isNothing = ({ newYears, added, removed, renamed }: HolidayDiff): boolean =>
  newYears.length + added.length + removed.length + renamed.length === 0
