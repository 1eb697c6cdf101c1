import { dateAt } from '@madoguchi/core/calendar'
import type { ReservationId, VenueId } from '@madoguchi/core/kernel'
import { aheadOf, rangeOf, type Ticket } from '@madoguchi/core/queue'
import { formatDate, formatTime } from '@madoguchi/i18n/format'
import type { Page } from '../page/page.tsx'
import { checkInCode } from '../reservation/check-in-code.ts'

/** One's own place in the queue of a venue, and what to do: a number, how many stand before it, and an honest range. */
export async function placeView(page: Page, ticket: Ticket & { day?: string }) {
  const { now, language, settings } = page
  const { venueId, id, laneId } = ticket
  const venue = settings.venues.find((it) => it.id === venueId)
  const queue = await page.queue(venueId)
  // From memory where it is there: the page must not say other than the board beside it.
  const here = queue.tickets.find((it) => it.id === id) ?? ticket
  const ahead = aheadOf(queue.tickets, id)
  const today = (ticket.day ?? dateAt(now)) === dateAt(now)
  return {
    label: ticket.label,
    venue: venue && { code: venue.code, name: venue.name },
    state: today ? here.state : ('other-day' as const),
    day: today ? null : formatDate(language, ticket.day ?? dateAt(now), { length: 'short' }),
    counter: here.counter,
    ahead,
    range: ahead === null ? null : rangeOf(queue.tickets, laneId, ahead, now),
    asOf: formatTime(language, queue.asOf),
  }
}
export type Place = Awaited<ReturnType<typeof placeView>>

/** The number of somebody's reservation today, with the address of its own page; null when they have none. */
export async function placeOfReservation(page: Page, reservation: { id: string; venueId: string }) {
  const queue = await page.queue(reservation.venueId as VenueId)
  const ticket = queue.tickets.findLast((it) => it.reservationId === (reservation.id as ReservationId))
  if (!ticket) return null
  return { ...(await placeView(page, ticket)), path: `/queue/${page.ticketToken(ticket.id)}` }
}

/** The QR code of a number's own page. */
export const placeCode = (origin: string, path: string) => checkInCode(new URL(path, origin).href)
