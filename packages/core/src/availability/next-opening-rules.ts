import { dateAt, timeAt } from '../calendar.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { Channel, Policy } from '../tenancy/policy-rules.ts'
import { openingOn } from './calendar-rules.ts'
import { limitsAt, releasesLater } from './release-rules.ts'

type Asked = { venue: string; lane: string; startsAt: Date; minutes: number; channel: Channel }

/**
 * When the next places of a slot open for a channel that finds none free, though not all are taken: the next lot, or what was
 * kept for others. Null when none will; then the slot is simply full.
 */
export function nextOpening(
  { venue, lane, startsAt, minutes, channel }: Asked,
  { calendar, booking }: Policy,
  national: NationalCalendar,
  now: Date,
): Date | null {
  if (!releasesLater(booking)) return null
  const opening = openingOn(calendar, national, venue, lane, dateAt(startsAt))
  if (!opening.open) return null
  const time = timeAt(startsAt)
  const hours = opening.hours.find(({ periods }) => periods.some((it) => it.from <= time && time < it.until))
  if (!hours) return null
  const slot = { venue, lane, startsAt, minutes, capacity: hours.capacity, limits: hours.channels }
  const limitOf = (at: Date) => limitsAt(slot, { booking, national }, at)
  const { limits, nextAt } = limitOf(now)
  for (let at = nextAt; at; ) {
    const then = limitOf(at)
    if (then.limits[channel] > limits[channel]) return at
    at = then.nextAt
  }
  return null
}
