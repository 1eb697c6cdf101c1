import type { Actor, Database } from '@madoguchi/db'
import { type LaneId, ok, type Result, refuse, type TenantId, type VenueId } from '../kernel.ts'
import type { Caller } from './call-ticket.ts'
import { issueTicket } from './issue-ticket.ts'
import { mayCall, type Numbering, type TicketRefusal } from './ticket-rules.ts'
import type { Ticket } from './tickets.sql.ts'

/** An officer gives a number to somebody who has come without a reservation. */
export function takeTicket(
  db: Database,
  actor: Actor,
  officer: Pick<Caller, 'id' | 'roles'>,
  ask: { requestId: string; venueId: VenueId; laneId: LaneId; numbering: Numbering },
  now: Date,
): Promise<Result<Pick<Ticket, 'id' | 'label'>, TicketRefusal>> {
  const { numbering, ...it } = ask
  return db.as(actor, async (tx) => {
    if (!mayCall(officer.roles)) return refuse('not-your-part')
    return ok(
      await issueTicket(
        tx,
        actor.tenantId as TenantId,
        { ...it, reservation: null, staffId: officer.id },
        numbering,
        now,
      ),
    )
  })
}
