import type { ReservationId } from '@madoguchi/core/kernel'
import { numberOfVisit, ticketToken } from '@madoguchi/core/queue'
import type { OfficeContext } from './staff-context.ts'

/** The number of a visit today and the address of its own page; null when it has none. */
export async function visitNumberView(
  visit: { id: ReservationId },
  { db, actor, tenant, keys, bookingOrigin, now }: OfficeContext,
) {
  const ticket = await numberOfVisit(db, actor, visit.id, now)
  if (!ticket) return null
  const page = bookingOrigin && `${bookingOrigin}/queue/${ticketToken(keys.pepper, tenant.id, ticket.id)}`
  return { label: ticket.label, state: ticket.state, page }
}
export type VisitNumber = Awaited<ReturnType<typeof visitNumberView>>
