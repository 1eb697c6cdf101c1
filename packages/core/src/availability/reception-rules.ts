import type { PlainDate } from '../calendar.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import { laneOf, type Mode, type Policy, type WeeklyHours } from '../tenancy/policy-rules.ts'
import { modeOf, openingOn, takesBookings } from './calendar-rules.ts'

/** Of some dates of a venue, those on which this lane takes people with a booking first: 予約優先. */
export const daysBookedFirst = (
  dates: readonly PlainDate[],
  { lane, venue }: { lane: string; venue: string },
  policy: Policy,
  national: NationalCalendar,
): PlainDate[] =>
  hasMode(policy, 'booking-first', venue, lane)
    ? dates.filter((date) => modeOn(policy, national, { venue, lane }, date) === 'booking-first')
    : []

/** How a lane receives people at a venue on a date; null when it is closed. */
export function modeOn(
  policy: Policy,
  national: NationalCalendar,
  { venue, lane }: { venue: string; lane: string },
  date: PlainDate,
): Mode | null {
  const opening = openingOn(policy.calendar, national, venue, lane, date)
  return opening.open ? modeOf(opening) : null
}

/** Does a lane receive people in this way at a venue on any day at all? Cheap: no day is gone through. */
export function hasMode({ calendar }: Policy, mode: Mode, venue: string, lane: string): boolean {
  const hours = [
    ...calendar.weekly.filter((it) => it.venues.includes(venue)),
    ...calendar.specialOpenings.filter((it) => it.venues.includes(venue)).flatMap((it) => it.hours),
  ]
  return hours.some((it) => it.lane === lane && it.mode === mode)
}

/** The weekly hours in which a procedure needs no booking, with the venues that have them; special days are on the calendar. */
export const weeklyWithoutBooking = <It extends { code: string }>(
  policy: Policy,
  venues: readonly It[],
  procedure: string,
): { venues: It[]; hours: WeeklyHours }[] =>
  policy.calendar.weekly
    .filter((it) => !takesBookings(it) && it.lane === laneOf(policy, procedure)?.code)
    .map((hours) => ({ venues: venues.filter((it) => hours.venues.includes(it.code)), hours }))
    .filter((it) => it.venues.length > 0)
