import type { PlainDate, PlainTime } from '../calendar.ts'
import type { LocalText } from '../tenancy/policy-rules.ts'

/** A day of 国民の祝日に関する法律, as it is called in Japanese. */
export type Holiday = { day: PlainDate; name: string }

/** A time of day, the same on each day; `until` is itself not part of it. */
export type StopHours = { from: PlainTime; until: PlainTime }

/** Days on which the national systems stop (全国停止日): first and last day, and why. Without `hours`, the whole day. */
export type NationalStop = { from: PlainDate; until: PlainDate; hours?: StopHours; reason: LocalText }

/** What holds for every municipality. */
export type NationalCalendar = {
  /** 国民の祝日・休日. */
  holidays: ReadonlySet<PlainDate>
  stops: readonly NationalStop[]
  /** No slot ends later: the national servers close then. */
  lastEnd: PlainTime
  /** The first year whose holidays are not announced yet: 暫定. */
  provisionalFrom: number
}

/** 全国サーバ answer until 20:00 (domain.md §2). */
export const NATIONAL_LAST_END = '20:00' as PlainTime

/** The published calendar as a fallback: its days, and the last year that was announced when it was made. */
export type Published = { holidays: ReadonlyMap<PlainDate, { ja: string }>; announcedUntil: number }

export const yearOf = (day: string): number => Number(day.slice(0, 4))

/**
 * The national calendar: of a year that was imported exactly the imported days, of every other year the published ones.
 * What was imported says what is announced; before anything was, the published calendar does.
 */
export function nationalCalendarOf(
  imported: readonly PlainDate[],
  stops: readonly NationalStop[],
  published: Published,
): NationalCalendar {
  const years = new Set(imported.map(yearOf))
  const others = [...published.holidays.keys()].filter((day) => !years.has(yearOf(day)))
  return {
    holidays: new Set([...others, ...imported]),
    stops,
    lastEnd: NATIONAL_LAST_END,
    provisionalFrom: (years.size > 0 ? Math.max(...years) : published.announcedUntil) + 1,
  }
}

/** Are this day's holidays only reckoned, not announced? `day` may be a month or a year, too. */
export const isProvisional = (national: Pick<NationalCalendar, 'provisionalFrom'>, day: string): boolean =>
  yearOf(day) >= national.provisionalFrom

/** Which calendar a year's holidays come from. */
export type HolidaySource = 'imported' | 'published'

/** A year's holidays with their names, in order, and where they come from. */
export function holidaysOfYear(
  year: number,
  imported: readonly Holiday[],
  published: Published['holidays'],
): { source: HolidaySource; holidays: Holiday[] } {
  const own = imported.filter((it) => yearOf(it.day) === year)
  const holidays =
    own.length > 0
      ? own
      : [...published].flatMap(([day, { ja }]) => (yearOf(day) === year ? [{ day, name: ja }] : []))
  return {
    source: own.length > 0 ? 'imported' : 'published',
    holidays: holidays.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
  }
}
