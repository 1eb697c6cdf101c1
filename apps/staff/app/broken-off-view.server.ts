import { type CounterVisit, whyNotResumed } from '@madoguchi/core/issuance'
import type { OfficeContext } from './staff-context.ts'
import { briefly } from './visit-view.server.ts'

/** What an officer tells whoever leaves without their card; null for a visit that was not broken off. */
export function brokenOffView(visit: CounterVisit, context: OfficeContext) {
  if (visit.state !== 'partly_done') return null
  const { tenant, policy, bookingOrigin, now } = context
  const event = visit.events.find(({ act }) => act === 'break_off')
  const online = visit.cards.length === 0 || policy.booking.bookableCardStates.includes('suspended')
  return {
    at: event ? briefly(event.at) : '',
    reason: event?.reason ?? 'other',
    note: event?.note ?? null,
    /** Why it is not taken up again; null when it may be. */
    whyNot: whyNotResumed(visit, now),
    bookedAs: visit.cards.find((card) => card.bookedAs)?.bookedAs ?? null,
    hasCard: visit.cards.length > 0,
    bookingPage: online ? bookingOrigin : null,
    telephone: tenant.contact.telephone,
  }
}
