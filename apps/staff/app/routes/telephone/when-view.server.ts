import {
  type CalendarDay,
  type ClosedReason,
  type DeskCalendar,
  deskCalendar,
  type FreeSlot,
  monthOf,
  monthsOf,
  slotsOn,
  stateOf,
  venuesFor,
} from '@madoguchi/core/availability'
import { type DeskChannel, errandsOf, isBasket, mayOverride, whyNotThere } from '@madoguchi/core/booking'
import type { SlotId, VenueId } from '@madoguchi/core/kernel'
import { type Channel, laneOf } from '@madoguchi/core/tenancy'
import { formatDate, formatDateTime, formatMonth, formatTime, weekdayNames } from '@madoguchi/i18n/format'
import { otherVenueFromNow } from '../../other-venue-from-now.server.ts'
import { receptionOn } from '../../reception-day.server.ts'
import type { OfficeContext } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'
import { type CallQuery, callPath } from './call-query.ts'
import type { Caller } from './caller.server.ts'
import { roomFor } from './room-for.server.ts'

/** How many free times are read out first. */
const FIRST = 3

type Left = Record<Channel, number>

/**
 * The desk's calendar for a caller, and the venues where their procedure is done. A card is picked up where it lies, elsewhere
 * only from when it can be there. Null when no lane receives it.
 */
export async function deskFor(context: OfficeContext, caller: Caller, channel: DeskChannel, people: number) {
  const { db, actor, settings, policy, now } = context
  const { procedure, cardAt, visit } = caller
  const lane = visit
    ? policy.lanes.find((it) => it.code === visit.laneCode)
    : procedure && laneOf(policy, procedure.code)
  const whole = lane && (await deskCalendar(db, actor, settings, { lane: lane.code, channel }, now))
  if (!procedure || !whole) return null
  const codes = visit
    ? visit.visitors.map((it) => ({ procedures: [it.procedureCode, ...it.moreProcedures] }))
    : Array.from({ length: people }, () => ({ procedures: [procedure.code] }))
  const calendar = isBasket(codes) ? roomFor(whole, errandsOf(codes, policy), context) : whole
  const from = otherVenueFromNow(context)
  const reached = (it: FreeSlot) =>
    cardAt === null ||
    whyNotThere(it, { venueId: cardAt, otherVenueFrom: from }) === null ||
    (visit !== null && it.venueId === visit.venueId && it.startsAt >= visit.startsAt)
  const byDay = new Map([...calendar.byDay].map(([day, slots]) => [day, slots.filter(reached)]))
  const slots = calendar.slots.filter(reached)
  const byId = new Map(slots.map((it) => [it.id, it]))
  const venues = venuesFor(policy, settings.venues, procedure.code)
  return { calendar: { ...calendar, slots, byId, byDay }, venues, otherVenueFrom: from }
}

export type Desk = NonNullable<Awaited<ReturnType<typeof deskFor>>>

/** What a slot has left, and whether this officer may take something of it by saying why. */
export function placesOf({ left }: DeskCalendar, id: SlotId, channel: DeskChannel, context: OfficeContext) {
  const it: Left = left.get(id) ?? { web: 0, telephone: 0, counter: 0 }
  const others = Object.entries(it).filter(([name, free]) => name !== channel && free > 0)
  const own = Math.max(0, it[channel])
  return {
    own,
    web: Math.max(0, it.web),
    /** Only another channel has a place, and the municipality lets the office take it. */
    beyond: own === 0 && others.length > 0 && mayOverride(context.policy),
  }
}

/** Only a day on which the place is shut is 休み; one that has passed has no mark, one that is not open yet its own. */
const NO_MARK: ReadonlySet<string> = new Set(['past', 'over'])

function markOf(day: CalendarDay) {
  if (day.state !== 'closed') return day.state
  if (day.reason.kind === 'not-yet') return 'later' as const
  return NO_MARK.has(day.reason.kind) ? ('none' as const) : day.state
}

const sayClosed = (reason: ClosedReason, t: OfficeContext['t']) =>
  t(`telephone:closed.${reason.kind}`, {
    text: 'text' in reason ? reason.text.ja : '',
    when: reason.kind === 'not-yet' ? briefly(reason.opensAt) : '',
  })

/** 日時: the first free times, then a venue's month and a day's times, each with what is left for whom. */
export function whenView({ calendar, venues }: Desk, query: CallQuery, context: OfficeContext) {
  const { t, policy, settings } = context
  const channel = query.by ?? 'telephone'
  const ids = venues.map((it) => it.id)
  const nameOf = (id: VenueId) => venues.find((it) => it.id === id)?.name.ja ?? ''
  const path = (changes: CallQuery) => callPath({ ...query, slot: undefined, done: undefined, ...changes })

  const free = calendar.slots.filter((it) => ids.includes(it.venueId) && it.free > 0)
  const venue =
    venues.find((it) => it.code === query.venue) ??
    venues.find((it) => it.id === context.venue.id) ??
    venues.find((it) => it.id === free[0]?.venueId) ??
    venues[0]
  const here = free.filter((it) => it.venueId === venue?.id)
  const months = monthsOf(calendar)
  const asked = months.find((it) => it === query.month)
  const month = asked ?? (query.day ?? here[0]?.date ?? calendar.today).slice(0, 7)
  const day = query.day?.startsWith(month) ? query.day : here.find((it) => it.date.startsWith(month))?.date
  const at = months.indexOf(month)
  const move = (to: string | undefined) =>
    to && {
      href: path({ venue: venue?.code, month: to, day: undefined }),
      text: formatMonth('ja', `${to}-01`),
    }
  const weekdays = weekdayNames('ja')

  const all = venue ? monthOf(calendar, venue, month, policy, settings.national) : []
  const left = (id: SlotId) => placesOf(calendar, id, channel, context)
  return {
    channel,
    channels: (['telephone', 'counter'] as const).map((it) => ({
      text: t(`telephone:by.${it}`),
      href: path({ by: it === 'telephone' ? undefined : it }),
      current: it === channel,
    })),
    first: free.slice(0, FIRST).map((it) => ({
      href: path({ slot: it.id, venue: venues.find((one) => one.id === it.venueId)?.code }),
      when: formatDateTime('ja', it.startsAt, { length: 'short' }),
      venue: nameOf(it.venueId),
      left: t('telephone:left', left(it.id)),
    })),
    venues: venues.map((it) => ({
      text: it.name.ja,
      href: path({ venue: it.code, month: undefined, day: undefined }),
      current: it.id === venue?.id,
    })),
    at: venue?.code,
    month: formatMonth('ja', `${month}-01`),
    previous: move(months[at - 1]) || undefined,
    next: move(months[at + 1]) || undefined,
    days: venue
      ? all.map((it) => {
          const weekday = weekdays[new Date(`${it.date}T00:00:00Z`).getUTCDay()]?.long ?? ''
          const state = it.state === 'closed' ? sayClosed(it.reason, t) : t(`telephone:day.${it.state}`)
          const slots = slotsOn(calendar, venue.id, it.date)
          const open =
            it.state === 'no-booking' || slots.some((slot) => slot.free > 0 || left(slot.id).beyond)
          return {
            date: it.date as string,
            state: markOf(it),
            spoken: t('telephone:spoken', { day: Number(it.date.slice(8)), weekday, state }),
            href: open ? `${path({ venue: venue.code, month, day: it.date })}#times` : undefined,
            current: it.date === day,
          }
        })
      : [],
    special: all.flatMap((it) =>
      it.state === 'closed' && 'text' in it.reason
        ? [`${formatDate('ja', it.date, { length: 'short' })}　${sayClosed(it.reason, t)}`]
        : [],
    ),
    day: day && formatDate('ja', day),
    reception: venue ? receptionOn(context, venue, day ?? calendar.today) : [],
    times:
      venue && day
        ? slotsOn(calendar, venue.id, day).map((it) => {
            const places = left(it.id)
            const may = places.own > 0 || places.beyond
            return {
              time: formatTime('ja', it.startsAt),
              state: places.own > 0 ? ('free' as const) : places.beyond ? ('few' as const) : stateOf(it),
              text:
                may || !it.moreAt
                  ? t(`telephone:${places.beyond ? 'left-beyond' : 'left'}`, places)
                  : t('telephone:opens-at', { when: briefly(it.moreAt) }),
              href: may ? path({ venue: venue.code, month, day, slot: it.id }) : undefined,
            }
          })
        : [],
  }
}
