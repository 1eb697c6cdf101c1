import { openingOn } from '../availability/calendar-rules.ts'
import { dateAt, timeAt } from '../calendar.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { Policy } from '../tenancy/policy-rules.ts'

/** The lanes (by code, in the municipality's order) that a venue receives at this moment, by its hours of the day. */
export function lanesReceiving(
  policy: Pick<Policy, 'lanes' | 'calendar'>,
  national: NationalCalendar,
  venue: string,
  now: Date,
): string[] {
  const [day, time] = [dateAt(now), timeAt(now)]
  return policy.lanes
    .filter(({ code }) => {
      const opening = openingOn(policy.calendar, national, venue, code, day)
      return (
        opening.open &&
        opening.hours.some((it) => it.periods.some(({ from, until }) => from <= time && time < until))
      )
    })
    .map(({ code }) => code)
}
