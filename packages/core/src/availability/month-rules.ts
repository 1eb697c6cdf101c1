import { addDays, daysBetween, type PlainDate, plainDate, timeAt } from '../calendar.ts'
import type { VenueId } from '../kernel.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { Period, Policy } from '../tenancy/policy-rules.ts'
import { modeOf, type OpeningReason, openingOn } from './calendar-rules.ts'
import { type FreeSlot, type LaneCalendar, type SlotState, slotsOn, stateOf } from './free-slot-rules.ts'
import { rulesAt } from './own-window-rules.ts'
import { hasMode } from './reception-rules.ts'
import { openingOf } from './release-rules.ts'

/** Why a day is －: what the calendar says, or that it lies outside the time in which one can book. */
export type ClosedReason =
  | OpeningReason
  | { kind: 'past' | 'over' | 'office-only' }
  | { kind: 'not-yet'; opensAt: Date }

/** 予約不要: whoever comes within these hours is received. */
export type FreeDay = { date: PlainDate; state: 'no-booking'; periods: readonly Period[] }

export type CalendarDay =
  | { date: PlainDate; state: Exclude<SlotState, 'later'>; free: number }
  | { date: PlainDate; state: 'later'; free: number; opensAt: Date }
  | FreeDay
  | { date: PlainDate; state: 'closed'; reason: ClosedReason }

type Venue = { id: VenueId; code: string }

/** A month (`YYYY-MM`) of one venue, every day in order, each with its state; a closed day with its reason. */
export function monthOf(
  calendar: LaneCalendar,
  venue: Venue,
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
  venue: Venue,
  date: PlainDate,
  policy: Policy,
  national: NationalCalendar,
): CalendarDay {
  const slots = slotsOn(calendar, venue.id, date)
  if (slots.length > 0) return bookedDay(date, slots)
  const closed = (reason: ClosedReason) => ({ date, state: 'closed', reason }) as const
  if (date < calendar.today) return closed({ kind: 'past' })
  const opening = openingOn(policy.calendar, national, venue.code, calendar.lane, date)
  if (!opening.open) return closed(opening.reason)
  if (modeOf(opening) === 'no-booking') {
    const periods = opening.hours.flatMap((it) => it.periods)
    return isOver(calendar, date, periods)
      ? closed({ kind: 'over' })
      : { date, state: 'no-booking', periods: periods.toSorted((a, b) => (a.from < b.from ? -1 : 1)) }
  }
  if (calendar.channel === 'web' && opening.hours.every((it) => it.channels.web === 0)) {
    return closed({ kind: 'office-only' })
  }
  if (date <= (calendar.lastDates.get(venue.id) ?? calendar.lastDate)) return closed({ kind: 'over' })
  const rules = rulesAt(policy.booking, venue.code, calendar.channel)
  return closed({ kind: 'not-yet', opensAt: openingOf(date, rules) })
}

/** A day by its slots, of which there is one at least: how full it is, or when more of it opens. */
export function bookedDay(date: PlainDate, slots: readonly FreeSlot[]): CalendarDay {
  const sum = (of: 'free' | 'places') => slots.reduce((all, it) => all + it[of], 0)
  const [opensAt = null] = slots
    .flatMap(({ moreAt }) => (moreAt ? [moreAt] : []))
    .toSorted((a, b) => a.getTime() - b.getTime())
  const free = sum('free')
  const state = stateOf({ free, places: sum('places'), moreAt: opensAt })
  return state === 'later' && opensAt
    ? { date, state, free, opensAt }
    : { date, state: state === 'later' ? 'full' : state, free }
}

const isOver = ({ today, asOf }: LaneCalendar, date: PlainDate, periods: readonly Period[]) =>
  date === today && periods.every((it) => it.until <= timeAt(asOf))

/** The days of a venue, from today to the last open date, on which this lane needs no booking. */
export function daysWithoutBooking(
  calendar: LaneCalendar,
  venue: Venue,
  policy: Policy,
  national: NationalCalendar,
): FreeDay[] {
  // Thousands ask for the calendars of municipalities that have no such day: those are not gone through.
  if (!hasMode(policy, 'no-booking', venue.code, calendar.lane)) return []
  const length = daysBetween(calendar.today, calendar.lastDate) + 1
  return Array.from({ length }, (_, n) => addDays(calendar.today, n))
    .map((date) => dayOf(calendar, venue, date, policy, national))
    .filter((it) => it.state === 'no-booking')
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
