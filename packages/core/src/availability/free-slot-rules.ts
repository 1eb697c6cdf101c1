import { dateAt, type PlainDate } from '../calendar.ts'
import type { SlotId, VenueId } from '../kernel.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { Channel, Policy } from '../tenancy/policy-rules.ts'
import { nextOpening } from './next-opening-rules.ts'
import {
  type BookingWindow,
  type DayWindow,
  dayWindowOf,
  furthest,
  lastOpenDates,
  type RulesThere,
  rulesAt,
  windowWithin,
} from './window-rules.ts'

/**
 * An open slot as a row says it. `places` is what the channel may take of it when it is empty, `free` what is left for it, and
 * `kept` what nobody has taken and it may not take now.
 */
export type SlotRow = {
  id: SlotId
  venueId: VenueId
  startsAt: Date
  minutes: number
  places: number
  free: number
  kept: number
}

/** A slot that a resident may ask for. `moreAt`: nothing is free, and more of it opens then. */
export type FreeSlot = SlotRow & {
  date: PlainDate
  lane: string
  window: BookingWindow
  moreAt: Date | null
}

/** ○ 空きあり / △ 残りわずか / × 満員 / ▷ まだ開いていない枠がある. */
export type SlotState = 'free' | 'few' | 'full' | 'later'

/**
 * One lane of a municipality as residents meet it at an instant. `slots` are those that can be booked now (full ones
 * too), by start; everything else is derived from them.
 */
export type LaneCalendar = {
  lane: string
  channel: Channel
  asOf: Date
  today: PlainDate
  /** The last date that is open at any venue, and that of each. */
  lastDate: PlainDate
  lastDates: ReadonlyMap<VenueId, PlainDate>
  slots: readonly FreeSlot[]
  byId: ReadonlyMap<SlotId, FreeSlot>
  byDay: ReadonlyMap<string, readonly FreeSlot[]>
}

/** Through which channel a calendar is looked at, and the venues that it covers. */
export type Door = { channel: Channel; venues: readonly { id: VenueId; code: string }[] }

/** Lays a lane's open rows out as its calendar at `now`, as the door shows it; `rows` in ascending order of start. */
export function calendarOf(
  lane: string,
  rows: readonly SlotRow[],
  { policy, national, door }: { policy: Policy; national: NationalCalendar; door: Door },
  now: Date,
): LaneCalendar {
  const { booking } = policy
  // A day of the general rules is reckoned once for all venues: a rush renews this four times a second.
  const windows = new Map<RulesThere, Map<PlainDate, DayWindow>>()
  const rulesOf = new Map(door.venues.map((it) => [it.id, rulesAt(booking, it.code, door.channel)]))
  for (const rules of rulesOf.values()) windows.set(rules, new Map())
  const codes = new Map(door.venues.map((it) => [it.id, it.code]))
  const moreAt = ({ venueId, startsAt, minutes, free, kept }: SlotRow) => {
    if (free > 0 || kept <= 0) return null
    const asked = { venue: codes.get(venueId) ?? '', lane, startsAt, minutes, channel: door.channel }
    return nextOpening(asked, policy, national, now)
  }
  const slots: FreeSlot[] = []
  for (const row of rows) {
    const rules = rulesOf.get(row.venueId)
    const days = rules && windows.get(rules)
    if (!days) continue
    const date = dateAt(row.startsAt)
    const day = days.get(date) ?? dayWindowOf(date, rules, national)
    days.set(date, day)
    const window = windowWithin(day, row.startsAt, rules)
    if (now < window.opensAt || now >= window.closesAt) continue
    const slot = { ...row, date, lane, window, moreAt: moreAt(row) }
    if (!isForTheOffice(slot, door)) slots.push(slot)
  }
  const lastDates = lastOpenDates(now, booking, door)
  return {
    lane,
    channel: door.channel,
    asOf: now,
    today: dateAt(now),
    lastDate: furthest(lastDates, now, booking),
    lastDates,
    slots,
    byId: new Map(slots.map((it) => [it.id, it])),
    byDay: Map.groupBy(slots, (it) => dayKey(it.venueId, it.date)),
  }
}

/** 職員用: a slot of which the web is never given a place. Residents do not see it; the office does, by every channel. */
const isForTheOffice = ({ places, moreAt }: FreeSlot, { channel }: Door) =>
  channel === 'web' && places === 0 && moreAt === null

const dayKey = (venueId: VenueId, date: PlainDate) => `${venueId} ${date}`

/** The slots of a venue's day that can be booked now, full ones too. */
export const slotsOn = (calendar: LaneCalendar, venueId: VenueId, date: PlainDate): readonly FreeSlot[] =>
  calendar.byDay.get(dayKey(venueId, date)) ?? []

/** The first slot with room for so many people at one of these venues; undefined when everything is full. */
export const earliestFree = (
  calendar: LaneCalendar,
  venues: readonly VenueId[],
  people = 1,
): FreeSlot | undefined => calendar.slots.find((it) => it.free >= people && venues.includes(it.venueId))

/** △ when a quarter or less is left, and something has been taken. */
export function stateOf({ free, places, moreAt }: Pick<FreeSlot, 'free' | 'places' | 'moreAt'>): SlotState {
  if (free <= 0) return moreAt ? 'later' : 'full'
  return free < places && free * 4 <= places ? 'few' : 'free'
}

/** The active venues at which a procedure can be done under these rules, in the municipality's order. */
export function venuesFor<
  It extends { code: string; active: boolean; procedures?: readonly string[] | undefined },
>(policy: Policy, venues: readonly It[], procedure: string): It[] {
  const lane = policy.lanes.find((it) => it.procedures.includes(procedure))?.code
  const { weekly, specialOpenings } = policy.calendar
  const works = (venue: string) =>
    weekly.some((it) => it.lane === lane && it.venues.includes(venue)) ||
    specialOpenings.some((it) => it.venues.includes(venue) && it.hours.some((hours) => hours.lane === lane))
  return venues.filter((it) => it.active && (it.procedures?.includes(procedure) ?? true) && works(it.code))
}
