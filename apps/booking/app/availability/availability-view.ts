import {
  bookedDay,
  type CalendarDay,
  closuresOf,
  daysBookedFirst,
  daysWithoutBooking,
  type FreeDay,
  type FreeSlot,
  type LaneCalendar,
  monthInMemory,
  monthsOf,
  type RulesThere,
  rulesAt,
  slotsOn,
  stopsOn,
  venuesFor,
  windowOf,
} from '@madoguchi/core/availability'
import { type CardPlace, otherVenueFrom, whyNotThere } from '@madoguchi/core/booking'
import { addMonths, dateAt, instantOf, type PlainDate } from '@madoguchi/core/calendar'
import { isProvisional, type NationalStop } from '@madoguchi/core/national'
import {
  type LocalText,
  type Policy,
  procedureOf,
  type TenantSettings,
  type TenantVenue,
} from '@madoguchi/core/tenancy'
import type { AvailabilityQuery, Outside } from './availability-query.ts'
import { roomFor } from './room-for.ts'

/** A day of the month shown: as the calendar has it, or without a time that passes the filter. */
export type ViewedDay =
  | CalendarDay
  | { date: PlainDate; state: 'closed'; reason: { kind: 'filtered' | 'carrying' } }

/** What the page of free places shows, worked out from the calendar and the query alone. */
export type AvailabilityView = {
  query: AvailabilityQuery & { procedure: string }
  procedure: { code: string; name: LocalText }
  /** Each with its first free place under the filters, and its next day without booking; the earliest free place first. */
  venues: { venue: TenantVenue; earliest: Date | undefined; withoutBooking: PlainDate | undefined }[]
  venue: TenantVenue | undefined
  /** Where the card lies that is to be picked up, and the first date of its other venues; null: it is not carried there. */
  card: { venue: TenantVenue; otherVenueFrom: PlainDate | null } | undefined
  months: string[]
  month: string
  /** The month that was asked for cannot be booked: it has passed, or the next month begins to open at an instant. */
  outside: { kind: 'past' } | { kind: 'later'; month: PlainDate; opensAt: Date; atOnce: boolean } | undefined
  days: ViewedDay[]
  /** The day whose times are shown: the one asked for, or the first with a free place. */
  day: PlainDate | undefined
  times: FreeSlot[]
  /** The next open days with their free times, or the hours without booking, when a list is asked for. */
  list: { date: PlainDate; times: FreeSlot[]; free?: FreeDay }[]
  /** Of the dates above, those on which people with a booking come first: 予約優先. */
  bookedFirst: PlainDate[]
  /** The holidays of what is shown are only reckoned: 暫定. */
  provisional: boolean
  /** The national stops and the closures that take hours out of the day whose times are shown. */
  stops: Pick<NationalStop, 'from' | 'hours' | 'reason'>[]
}

type Settings = Pick<TenantSettings, 'venues' | 'national'>

const LISTED_DAYS = 5

/** `query.procedure` is one that the policy has, and its month one that can be booked (within-window.ts). */
export function availabilityView(
  whole: LaneCalendar,
  query: AvailabilityQuery & { procedure: string },
  policy: Policy,
  { venues: allVenues, national }: Settings,
): AvailabilityView {
  const calendar = query.people
    ? roomFor(whole, { ...query, people: query.people }, policy, allVenues)
    : whole
  const card = cardPlaceOf(calendar, query, policy, { venues: allVenues, national })
  const isReached = (it: Coming) => !card || whyNotThere(it, card) === null
  const isAsked = filterOf(query)
  const passes = (it: Coming) => isAsked(it) && isReached(it)
  const free = calendar.slots.filter((it) => it.free > 0 && passes(it))
  const earliestAt = new Map<string, FreeSlot>()
  for (const slot of free) if (!earliestAt.has(slot.venueId)) earliestAt.set(slot.venueId, slot)

  const offered = venuesFor(policy, allVenues, query.procedure).filter(
    (it) => !card || card.otherVenueFrom || it.id === card.venueId,
  )
  const freeDays = new Map(
    offered.map((venue) => [
      venue.id,
      daysWithoutBooking(calendar, venue, policy, national).filter((it) => passes(comingOn(it, venue))),
    ]),
  )
  const venues = offered
    .map((venue) => ({
      venue,
      earliest: earliestAt.get(venue.id)?.startsAt,
      withoutBooking: freeDays.get(venue.id)?.[0]?.date,
    }))
    .toSorted((a, b) => (a.earliest?.getTime() ?? Infinity) - (b.earliest?.getTime() ?? Infinity) || 0)
  const venue =
    offered.find((it) => it.code === query.venue) ??
    offered.find((it) => it.id === card?.venueId) ??
    venues[0]?.venue

  const here = free.filter((it) => it.venueId === venue?.id)
  const months = monthsOf(calendar)
  const freeHere = (venue && freeDays.get(venue.id)) ?? []
  const first = here[0]?.date ?? freeHere[0]?.date
  const month = query.month ?? (first ?? calendar.today).slice(0, 7)
  const firstIn = (all: readonly { date: PlainDate }[]) => all.find((it) => it.date.startsWith(month))?.date
  const day = query.day?.startsWith(month) ? query.day : (firstIn(here) ?? firstIn(freeHere))
  const list = query.list ? listOf(here, freeHere) : []
  const days = venue ? daysOf(calendar, venue, month, { policy, national }, { passes, isReached }) : []
  const bookable = [...days.filter((it) => it.state !== 'closed'), ...list].map((it) => it.date)

  return {
    query: { ...query, outside: undefined },
    procedure: procedureOf(policy, query.procedure) ?? { code: query.procedure, name: { ja: '' } },
    venues,
    venue,
    card: card && {
      venue: card.venue,
      otherVenueFrom: card.otherVenueFrom && dateAt(card.otherVenueFrom),
    },
    months,
    month,
    outside:
      query.outside &&
      outsideOf(query.outside, calendar, rulesAt(policy.booking, venue?.code ?? '', 'web'), national),
    days,
    day,
    times: venue && day ? slotsOn(calendar, venue.id, day).filter(passes) : [],
    list,
    bookedFirst: venue
      ? daysBookedFirst(bookable, { lane: calendar.lane, venue: venue.code }, policy, national)
      : [],
    provisional: isProvisional(national, list.at(-1)?.date ?? month),
    stops: day && venue ? hoursOut(day, venue.code, calendar.lane, { policy, national }) : [],
  }
}

/** What takes hours out of a day: the nation's stops, and the municipality's closures. */
const hoursOut = (
  day: PlainDate,
  venue: string,
  lane: string,
  { policy, national }: { policy: Policy; national: Settings['national'] },
): Pick<NationalStop, 'from' | 'hours' | 'reason'>[] =>
  [...stopsOn(national, day), ...closuresOf(policy.calendar, venue, lane, day)].flatMap((it) =>
    it.hours ? [{ from: it.from, hours: it.hours, reason: it.reason }] : [],
  )

function outsideOf(
  kind: Outside,
  calendar: LaneCalendar,
  rules: RulesThere,
  national: Settings['national'],
): AvailabilityView['outside'] {
  if (kind === 'past') return { kind }
  const month = addMonths(`${calendar.lastDate.slice(0, 7)}-01` as PlainDate, 1)
  const { opensAt } = windowOf(instantOf(month, '00:00'), rules, national)
  return { kind, month, opensAt, atOnce: rules.opensMonthly !== undefined }
}

/** Of a pick-up, when the address says where the card lies. */
function cardPlaceOf(
  calendar: LaneCalendar,
  { cardAt }: AvailabilityQuery,
  policy: Policy,
  { venues, national }: Settings,
): (CardPlace & { venue: TenantVenue }) | undefined {
  const venue = cardAt ? venues.find((it) => it.code === cardAt) : undefined
  return (
    venue && {
      venue,
      venueId: venue.id,
      otherVenueFrom: otherVenueFrom(policy.booking, national, calendar.asOf),
    }
  )
}

/** Somebody who could come: in a slot, or from the first hour of a day without booking. */
type Coming = Pick<FreeSlot, 'venueId' | 'date' | 'startsAt'>

const comingOn = ({ date, periods }: FreeDay, { id }: Pick<TenantVenue, 'id'>): Coming => ({
  venueId: id,
  date,
  startsAt: instantOf(date, periods[0]?.from ?? '00:00'),
})

// A slot starts on a quarter of an hour in Tokyo, nine hours ahead of UTC all year: before noon there is before 3:00 here.
const isMorning = ({ startsAt }: Coming) => (startsAt.getUTCHours() + 9) % 24 < 12
const isSaturday = ({ date }: Coming) => new Date(`${date}T00:00:00Z`).getUTCDay() === 6

const filterOf =
  ({ morning, saturday }: AvailabilityQuery) =>
  (slot: Coming) =>
    (!morning || isMorning(slot)) && (!saturday || isSaturday(slot))

function daysOf(
  calendar: LaneCalendar,
  venue: TenantVenue,
  month: string,
  { policy, national }: { policy: Policy; national: Settings['national'] },
  { passes, isReached }: Record<'passes' | 'isReached', (it: Coming) => boolean>,
): ViewedDay[] {
  return monthInMemory(calendar, venue, month, policy, national).map((day) => {
    if (day.state === 'closed') return day
    const hidden = (all: readonly Coming[]): ViewedDay => {
      const kind = all.some(isReached) ? 'filtered' : 'carrying'
      return { date: day.date, state: 'closed', reason: { kind } }
    }
    if (day.state === 'no-booking') {
      const coming = comingOn(day, venue)
      return passes(coming) ? day : hidden([coming])
    }
    const all = slotsOn(calendar, venue.id, day.date)
    const slots = all.filter(passes)
    if (slots.length === all.length) return day
    if (slots.length === 0) return hidden(all)
    return bookedDay(day.date, slots)
  })
}

const listOf = (free: FreeSlot[], freeDays: FreeDay[]): AvailabilityView['list'] =>
  [
    ...[...Map.groupBy(free, (it) => it.date)].map(([date, times]) => ({ date, times })),
    ...freeDays.map((it) => ({ date: it.date, times: [], free: it })),
  ]
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
    .slice(0, LISTED_DAYS)
