import { addDays, addMonths, dateAt, instantOf, type PlainDate } from '../calendar.ts'
import type { VenueId } from '../kernel.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { BookingPolicy, Channel, WindowRules } from '../tenancy/policy-rules.ts'
import { businessDayAway } from './calendar-rules.ts'
import { type RulesThere, rulesAt } from './own-window-rules.ts'
import { type Opening, openingOf } from './release-rules.ts'

export { type RulesThere, rulesAt }

/** When a slot may be booked, and until when residents may change or cancel. Closing instants are themselves too late. */
export type BookingWindow = { opensAt: Date; closesAt: Date; changeUntil: Date }

const MINUTE = 60_000

/** What a day's slots have in common: when they open, and the day's own closing if there is one. */
export type DayWindow = { opensAt: Date; closesAt: Date | null }

/** The window of a date under these rules. */
export const dayWindowOf = (date: PlainDate, rules: WindowRules, national: NationalCalendar): DayWindow => ({
  opensAt: openingOf(date, rules),
  closesAt: rules.closesBusinessDaysBefore
    ? endOf(businessDayAway(date, -rules.closesBusinessDaysBefore, national))
    : null,
})

/** The window of a slot on a day whose window is known. */
export function windowWithin(day: DayWindow, startsAt: Date, rules: RulesThere): BookingWindow {
  const start = startsAt.getTime()
  const byMinutes = new Date(start - rules.closesMinutesBefore * MINUTE)
  return {
    opensAt: day.opensAt,
    closesAt: day.closesAt && day.closesAt < byMinutes ? day.closesAt : byMinutes,
    changeUntil: new Date(start - rules.changeUntilMinutesBefore * MINUTE),
  }
}

/** The window of a slot that starts at an instant, under these rules. */
export const windowOf = (startsAt: Date, rules: RulesThere, national: NationalCalendar): BookingWindow =>
  windowWithin(dayWindowOf(dateAt(startsAt), rules, national), startsAt, rules)

/** The last date whose slots are open at an instant. */
export function lastOpenDate(now: Date, rules: Opening): PlainDate {
  const today = dateAt(now)
  const { opensDaysBefore = 0, opensMonthly } = rules
  if (!opensMonthly) {
    return addDays(today, now >= instantOf(today, rules.opensAt) ? opensDaysBefore : opensDaysBefore - 1)
  }
  const last = (monthsAway: number) =>
    addDays(addMonths(`${today.slice(0, 7)}-01` as PlainDate, monthsAway), -1)
  const next = last(opensMonthly.monthsBefore + 1)
  return now >= openingOf(next, rules) ? next : last(opensMonthly.monthsBefore)
}

/** The same of every venue, for a channel. */
export const lastOpenDates = (
  now: Date,
  booking: BookingPolicy,
  { channel, venues }: { channel: Channel; venues: readonly { id: VenueId; code: string }[] },
): ReadonlyMap<VenueId, PlainDate> =>
  new Map(venues.map((it) => [it.id, lastOpenDate(now, rulesAt(booking, it.code, channel))]))

/** The last of them; without a venue, that of the general rules. */
export const furthest = (dates: ReadonlyMap<VenueId, PlainDate>, now: Date, booking: BookingPolicy) =>
  [...dates.values()].toSorted().at(-1) ?? lastOpenDate(now, booking)

/** The end of that day: no slot that starts later is open at any of these venues. */
export const endOfOpen = (
  now: Date,
  booking: BookingPolicy,
  door: Parameters<typeof lastOpenDates>[2],
): Date => endOf(furthest(lastOpenDates(now, booking, door), now, booking))

const endOf = (date: PlainDate) => instantOf(addDays(date, 1), '00:00')
