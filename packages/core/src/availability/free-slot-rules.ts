import { addDays, dateAt, daysBetween, type PlainDate, plainDate } from '../calendar.ts'
import type { SlotId, VenueId } from '../kernel.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { Policy } from '../tenancy/policy-rules.ts'
import { type OpeningReason, openingOn } from './calendar-rules.ts'
import {
  type BookingWindow,
  type DayWindow,
  dayWindowOf,
  lastOpenDate,
  windowWithin,
} from './window-rules.ts'

/** An open slot as a row says it. `places` is what the web may take of it when it is empty, `free` what is left. */
export type SlotRow = {
  id: SlotId
  venueId: VenueId
  startsAt: Date
  minutes: number
  places: number
  free: number
}

/** A slot that a resident may ask for. */
export type FreeSlot = SlotRow & { date: PlainDate; lane: string; window: BookingWindow }

/** ○ 空きあり / △ 残りわずか / × 満員. */
export type SlotState = 'free' | 'few' | 'full'

/** Why a day is －: what the calendar says, or that it lies outside the time in which one can book. */
export type ClosedReason = OpeningReason | { kind: 'past' | 'not-yet' | 'over' }

export type CalendarDay =
  | { date: PlainDate; state: SlotState; free: number }
  | { date: PlainDate; state: 'closed'; reason: ClosedReason }

/**
 * One lane of a municipality as residents meet it at an instant. `slots` are those that can be booked now (full ones
 * too), by start; everything else is derived from them.
 */
export type LaneCalendar = {
  lane: string
  asOf: Date
  today: PlainDate
  lastDate: PlainDate
  slots: readonly FreeSlot[]
  byId: ReadonlyMap<SlotId, FreeSlot>
  byDay: ReadonlyMap<string, readonly FreeSlot[]>
}

/** Lays a lane's open rows out as its calendar at `now`; `rows` in ascending order of start. */
export function calendarOf(
  lane: string,
  rows: readonly SlotRow[],
  policy: Policy,
  national: NationalCalendar,
  now: Date,
): LaneCalendar {
  const windows = new Map<PlainDate, DayWindow>()
  const slots: FreeSlot[] = []
  for (const row of rows) {
    const date = dateAt(row.startsAt)
    const day = windows.get(date) ?? dayWindowOf(date, policy.booking, national)
    windows.set(date, day)
    const window = windowWithin(day, row.startsAt, policy.booking)
    if (now >= window.opensAt && now < window.closesAt) slots.push({ ...row, date, lane, window })
  }
  return {
    lane,
    asOf: now,
    today: dateAt(now),
    lastDate: lastOpenDate(now, policy.booking),
    slots,
    byId: new Map(slots.map((it) => [it.id, it])),
    byDay: Map.groupBy(slots, (it) => dayKey(it.venueId, it.date)),
  }
}

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
export function stateOf({ free, places }: { free: number; places: number }): SlotState {
  if (free <= 0) return 'full'
  return free < places && free * 4 <= places ? 'few' : 'free'
}

/** A month (`YYYY-MM`) of one venue, every day in order, each with its state; a closed day with its reason. */
export function monthOf(
  calendar: LaneCalendar,
  venue: { id: VenueId; code: string },
  month: string,
  policy: Policy,
  national: NationalCalendar,
): CalendarDay[] {
  const first = plainDate(`${month}-01`)
  if (!first) return []
  const length = daysBetween(first, addDays(first, 31).slice(0, 7).concat('-01') as PlainDate)
  return Array.from({ length }, (_, n) => dayOf(calendar, venue, addDays(first, n), policy, national))
}

function dayOf(
  calendar: LaneCalendar,
  venue: { id: VenueId; code: string },
  date: PlainDate,
  policy: Policy,
  national: NationalCalendar,
): CalendarDay {
  const slots = slotsOn(calendar, venue.id, date)
  if (slots.length > 0) {
    const free = slots.reduce((sum, it) => sum + it.free, 0)
    return { date, state: stateOf({ free, places: slots.reduce((sum, it) => sum + it.places, 0) }), free }
  }
  if (date < calendar.today) return { date, state: 'closed', reason: { kind: 'past' } }
  const opening = openingOn(policy.calendar, national, venue.code, calendar.lane, date)
  if (!opening.open) return { date, state: 'closed', reason: opening.reason }
  return { date, state: 'closed', reason: { kind: date > calendar.lastDate ? 'not-yet' : 'over' } }
}

/** The months (`YYYY-MM`) that can be looked at: from this one to that of the last open date. */
export function monthsOf(calendar: LaneCalendar): string[] {
  const months: string[] = []
  for (let month = calendar.today.slice(0, 7); month <= calendar.lastDate.slice(0, 7); ) {
    months.push(month)
    month = addDays(`${month}-01` as PlainDate, 31).slice(0, 7)
  }
  return months
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
