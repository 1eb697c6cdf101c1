import type { Tx } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import {
  type LaneId,
  mintId,
  type ReservationId,
  type StaffId,
  type TenantId,
  type TicketId,
  type VenueId,
} from '../kernel.ts'
import { type Numbering, ticketLabel, turnAt } from './ticket-rules.ts'
import {
  insertTicket,
  insertTicketEvent,
  type Ticket,
  takeNumber,
  tellScreens,
  ticketOfRequest,
} from './tickets.sql.ts'

export type TicketAsk = {
  /** Minted with the form: sent twice, it is answered with the same number. */
  requestId: string
  venueId: VenueId
  laneId: LaneId
  /** Whose number it is, and when they have booked for; null without a reservation. */
  reservation: { id: ReservationId; startsAt: Date } | null
  staffId: StaffId
}

/** An officer gives a number out, inside the transaction of whoever checks somebody in. */
export async function issueTicket(
  tx: Tx,
  tenantId: TenantId,
  { requestId, venueId, laneId, reservation, staffId }: TicketAsk,
  numbering: Numbering,
  now: Date,
): Promise<Pick<Ticket, 'id' | 'label'>> {
  const before = await ticketOfRequest(tx, tenantId, requestId)
  if (before) return before
  const day = dateAt(now)
  const letter = numbering.letters[laneId] ?? 'Z'
  const label = ticketLabel(letter, await takeNumber(tx, tenantId, venueId, letter, day))
  const id = mintId<TicketId>()
  const isNew = await insertTicket(tx, tenantId, {
    ...{ id, requestId, venueId, laneId, day, label, now },
    reservationId: reservation?.id ?? null,
    source: 'staff',
    turnAt: turnAt(reservation?.startsAt ?? null, now, numbering.lateAfterMinutes),
  })
  // Two copies of one form at the same moment: the other was faster, and its number counts.
  if (!isNew) return (await ticketOfRequest(tx, tenantId, requestId)) as Ticket
  const event = { ticketId: id, act: 'issue', from: 'waiting', to: 'waiting', counter: null } as const
  await insertTicketEvent(tx, tenantId, { ...event, staffId, now })
  await tellScreens(tx, tenantId, venueId)
  return { id, label }
}
