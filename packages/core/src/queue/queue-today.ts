import type { Actor, Database } from '@madoguchi/db'
import { dateAt, type PlainDate } from '../calendar.ts'
import type { ReservationId, StaffId, TenantId, TicketId, VenueId } from '../kernel.ts'
import { callRows, lastCounterOf, lastTicketOf, type Ticket, ticketRow, ticketsOn } from './tickets.sql.ts'

/** The numbers of a venue today (Asia/Tokyo), in the order in which they are called, and from which 窓口 the officer called last. */
export function queueForCaller(
  db: Database,
  actor: Actor,
  at: { venueId: VenueId; staffId: StaffId },
  now: Date,
): Promise<{ tickets: Ticket[]; counter: string | null }> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx) => {
    const [tickets, counter] = await Promise.all([
      ticketsOn(tx, tenantId, at.venueId, dateAt(now)),
      lastCounterOf(tx, tenantId, at.staffId),
    ])
    return { tickets, counter }
  })
}

/** The calls of a venue on a day after one of them (its event's id), the oldest first, 100 at most. */
export const callsSince = (
  db: Database,
  actor: Actor,
  at: { venueId: VenueId; day: PlainDate; after: string | null },
  now: Date,
) => db.as(actor, (tx) => callRows(tx, actor.tenantId as TenantId, at, now))

/** The number that a reservation has today; null when it has none. */
export const numberOfVisit = async (
  db: Database,
  actor: Actor,
  id: ReservationId,
  now: Date,
): Promise<Ticket | null> =>
  (await db.as(actor, (tx) => lastTicketOf(tx, actor.tenantId as TenantId, id, dateAt(now)))) ?? null

/** Where and when a number was given out; null when it is not there, or not this municipality's. */
export const ticketAt = async (db: Database, actor: Actor, id: TicketId) =>
  (await db.as(actor, (tx) => ticketRow(tx, actor.tenantId as TenantId, id))) ?? null
