import { addDays, instantOf, type PlainDate, type PlainTime } from '../calendar.ts'
import type { SlotId } from '../kernel.ts'
import type { NationalCalendar, NationalStop } from '../national/national-calendar-rules.ts'
import { type Calendar, CHANNELS, type Channel, type Hours } from '../tenancy/policy-rules.ts'
import { openingOn, takesBookings } from './calendar-rules.ts'
import type { PlainSlot } from './release-rules.ts'
import { startsOn } from './start-rules.ts'

/**
 * A slot as the rules want it now. `venue` and `lane` are codes; `startsAt` is an instant. Of `capacity`, `expected` are places
 * that are likely to stay empty (見込み); `limits` hold until `releaseAt` (null: until the slot begins).
 */
export type WantedSlot = PlainSlot & { expected: number; releaseAt: Date | null }

/**
 * A slot as it is. `closing`: seen by staff, closed to the public, until an officer has decided about each reservation;
 * `withdrawn`: given up while it was empty.
 */
export type ExistingSlot = WantedSlot & {
  id: SlotId
  state: 'open' | 'closing' | 'withdrawn'
  taken: Readonly<Record<Channel, number>>
}

/** The slot with so many places more that are likely to stay empty, for every channel that has any. */
export function withExpected(slot: WantedSlot, expected: number): WantedSlot {
  const more = (limit: number) => (limit > 0 ? limit + expected : 0)
  const { web, telephone, counter } = slot.limits
  const limits = { web: more(web), telephone: more(telephone), counter: more(counter) }
  return { ...slot, capacity: slot.capacity + expected, expected: slot.expected + expected, limits }
}

/** What to do so that what exists becomes what is wanted. */
export type SlotDiff = {
  add: WantedSlot[]
  /** New length or limits for a slot; it is open afterwards. */
  change: { id: SlotId; to: WantedSlot }[]
  /** Empty and no longer wanted. */
  withdraw: SlotId[]
  /** Occupied and no longer wanted as it is: its reservations are an officer's to decide. */
  closing: SlotId[]
}

/** Every slot that the calendar wants at these venues and lanes from `from` to `until`, both included, by start; nothing is kept back. */
export function slotsOf(
  calendar: Calendar,
  national: NationalCalendar,
  places: { venues: readonly string[]; lanes: readonly string[] },
  range: { from: PlainDate; until: PlainDate },
): WantedSlot[] {
  const slots: WantedSlot[] = []
  for (let date = range.from; date <= range.until; date = addDays(date, 1)) {
    for (const venue of places.venues) {
      for (const lane of places.lanes) {
        const opening = openingOn(calendar, national, venue, lane, date)
        if (!opening.open) continue
        const { lastEnd } = national
        slots.push(
          ...opening.hours
            .filter(takesBookings)
            .flatMap((it) => slotsIn(it, venue, date, lastEnd, opening.stops)),
        )
      }
    }
  }
  return slots.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

const slotsIn = (
  hours: Hours,
  venue: string,
  date: PlainDate,
  lastEnd: PlainTime,
  stops: readonly NationalStop[] = [],
): WantedSlot[] =>
  startsOn(hours, lastEnd, stops).map((minute) => ({
    venue,
    lane: hours.lane,
    startsAt: new Date(instantOf(date, '00:00').getTime() + minute * MINUTE),
    minutes: hours.minutes,
    capacity: hours.capacity,
    limits: hours.channels,
    expected: 0,
    releaseAt: null,
  }))

const MINUTE = 60_000

/**
 * Compares future slots with what the rules want. What has begun is left alone. A reservation is never moved or lost:
 * a slot with reservations changes only when all of them still fit in it, otherwise it becomes `closing`.
 */
export function diffSlots(
  existing: readonly ExistingSlot[],
  wanted: readonly WantedSlot[],
  now: Date,
): SlotDiff {
  const future = existing.filter((it) => it.startsAt > now)
  const known = new Set(future.map(keyOf))
  const wish = new Map(wanted.map((it) => [keyOf(it), it]))
  const diff: SlotDiff = { add: [], change: [], withdraw: [], closing: [] }

  diff.add = wanted.filter((it) => it.startsAt > now && !known.has(keyOf(it)))
  for (const slot of future) {
    const to = wish.get(keyOf(slot))
    if (to && fits(slot, to)) {
      const shape = laidOver(slot, to)
      if (slot.state !== 'open' || !isLike(slot, shape)) diff.change.push({ id: slot.id, to: shape })
    } else if (isEmpty(slot)) {
      if (slot.state !== 'withdrawn') diff.withdraw.push(slot.id)
    } else if (slot.state !== 'closing') {
      diff.closing.push(slot.id)
    }
  }
  return diff
}

/** The slots ahead that the rules no longer want as they are, empty or not; what has been withdrawn is gone already. */
export function slotsLost(
  existing: readonly ExistingSlot[],
  wanted: readonly WantedSlot[],
  now: Date,
): ExistingSlot[] {
  const wish = new Map(wanted.map((it) => [keyOf(it), it]))
  return existing.filter((slot) => {
    const to = wish.get(keyOf(slot))
    return slot.startsAt > now && slot.state !== 'withdrawn' && !(to && fits(slot, to))
  })
}

/** The slots ahead that the rules want now and did not want before. */
export function slotsGained(
  before: readonly WantedSlot[],
  after: readonly WantedSlot[],
  now: Date,
): WantedSlot[] {
  const known = new Set(before.map(keyOf))
  return after.filter((it) => it.startsAt > now && !known.has(keyOf(it)))
}

/** Names the place of a slot in the calendar: venue, lane and start. */
export const keyOf = (slot: Pick<WantedSlot, 'venue' | 'lane' | 'startsAt'>) =>
  `${slot.venue} ${slot.lane} ${slot.startsAt.getTime()}`

const takenIn = (slot: ExistingSlot) => CHANNELS.reduce((sum, channel) => sum + slot.taken[channel], 0)

const isEmpty = (slot: ExistingSlot) => takenIn(slot) === 0

/** An empty slot takes any shape; an occupied one keeps its length and has room for everybody in it. */
const fits = (slot: ExistingSlot, to: WantedSlot) =>
  isEmpty(slot) ||
  (slot.minutes === to.minutes &&
    takenIn(slot) <= to.capacity - to.expected + Math.max(to.expected, slot.expected))

/**
 * The shape as it can be laid over a slot: who has a place keeps it, where a channel may take fewer now, and where places that
 * were only expected are no more.
 */
function laidOver(slot: ExistingSlot, to: WantedSlot): WantedSlot {
  const places = to.capacity - to.expected
  const expected = Math.max(to.expected, Math.min(slot.expected, takenIn(slot) - places))
  const limitOf = (channel: Channel) => Math.max(to.limits[channel], slot.taken[channel])
  const limits = { web: limitOf('web'), telephone: limitOf('telephone'), counter: limitOf('counter') }
  return { ...to, limits, expected, capacity: places + expected }
}

const isLike = (slot: WantedSlot, to: WantedSlot) =>
  slot.minutes === to.minutes &&
  slot.capacity === to.capacity &&
  slot.expected === to.expected &&
  slot.releaseAt?.getTime() === to.releaseAt?.getTime() &&
  CHANNELS.every((channel) => slot.limits[channel] === to.limits[channel])
