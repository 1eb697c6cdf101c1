import type { Tx } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import {
  type LaneId,
  mintId,
  type ReservationId,
  type StaffId,
  type TenantId,
  type VenueId,
} from '../kernel.ts'
import { issueTicket } from './issue-ticket.ts'
import { type Numbering, ticketAfter } from './ticket-rules.ts'
import { insertTicketEvent, lockTicketOf, saveTicket, tellScreens } from './tickets.sql.ts'

/**
 * The number follows the visit: inside the transaction in which an officer moves a reservation at the counter. Whoever is checked
 * in and has no number today is given one; otherwise it stands as the visit does.
 */
export async function followVisit(
  tx: Tx,
  tenantId: TenantId,
  visit: { id: ReservationId; venueId: VenueId; laneId: LaneId; startsAt: Date; state: string },
  by: { staffId: StaffId; numbering: Numbering },
  now: Date,
): Promise<void> {
  const ticket = await lockTicketOf(tx, tenantId, visit.id, dateAt(now))
  const state = ticketAfter(visit.state)
  if (!ticket) {
    if (state !== 'waiting') return
    const ask = {
      requestId: mintId<never>(),
      venueId: visit.venueId,
      laneId: visit.laneId,
      reservation: visit,
    }
    await issueTicket(tx, tenantId, { ...ask, staffId: by.staffId }, by.numbering, now)
    return
  }
  if (ticket.state === state) return
  const counter = state === 'waiting' ? null : ticket.counter
  await saveTicket(tx, tenantId, ticket.id, { state, counter, forCounter: ticket.forCounter, now })
  const event = { ticketId: ticket.id, act: 'follow', from: ticket.state, to: state, counter } as const
  await insertTicketEvent(tx, tenantId, { ...event, staffId: by.staffId, now })
  await tellScreens(tx, tenantId, ticket.venueId)
}
