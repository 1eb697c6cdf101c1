import { addDays, dateAt, instantOf, type PlainDate } from '../calendar.ts'
import type { VenueId } from '../kernel.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { BookingPolicy, Channel, OwnWindow, WindowRules } from '../tenancy/policy-rules.ts'
import { businessDayAway } from './calendar-rules.ts'

/** When a slot may be booked, and until when residents may change or cancel. Closing instants are themselves too late. */
export type BookingWindow = { opensAt: Date; closesAt: Date; changeUntil: Date }

/** The rules of a venue and channel: its window, and what holds everywhere of changing. */
export type RulesThere = WindowRules & Pick<BookingPolicy, 'changeUntilMinutesBefore'>

/**
 * The rules by which a channel books at a venue (its code; one that names nothing has the general ones). Of the windows that
 * speak of both, one that names the venue and the channel goes before one that names the venue, and that before one
 * that names the channel.
 */
export function rulesAt(booking: BookingPolicy, venue: string, channel: Channel): RulesThere {
  const own = (booking.windows ?? [])
    .filter((it) => (it.venues?.includes(venue) ?? true) && (it.channels?.includes(channel) ?? true))
    .toSorted((a, b) => weightOf(b) - weightOf(a))[0]
  return own ? { ...own, changeUntilMinutesBefore: booking.changeUntilMinutesBefore } : booking
}

const weightOf = ({ venues, channels }: OwnWindow) => (venues ? 2 : 0) + (channels ? 1 : 0)

const MINUTE = 60_000

/** What a day's slots have in common: when they open, and the day's own closing if there is one. */
export type DayWindow = { opensAt: Date; closesAt: Date | null }

/** The window of a date under these rules. */
export const dayWindowOf = (date: PlainDate, rules: WindowRules, national: NationalCalendar): DayWindow => ({
  opensAt: instantOf(addDays(date, -rules.opensDaysBefore), rules.opensAt),
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
export const lastOpenDate = (
  now: Date,
  rules: Pick<WindowRules, 'opensDaysBefore' | 'opensAt'>,
): PlainDate => {
  const today = dateAt(now)
  const days = now >= instantOf(today, rules.opensAt) ? rules.opensDaysBefore : rules.opensDaysBefore - 1
  return addDays(today, days)
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
