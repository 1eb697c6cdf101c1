import type { Actor, Database } from '@madoguchi/db'
import type { BookingWindow } from '../availability/window-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { mayChange } from './booking-rules.ts'
import { cancelRow, reservationsOf } from './reservations.sql.ts'

/** Cancels the resident's own reservation; asking twice is answered like the first time. Frees its places at once. */
export function cancelReservation(
  db: Database,
  actor: Actor,
  { id, windowOf }: { id: string; windowOf: (startsAt: Date) => BookingWindow },
  now: Date,
): Promise<Result<true, 'too-late' | 'not-found'>> {
  return db.as(actor, async (tx) => {
    const [reservation] = await reservationsOf(tx, actor.tenantId, id)
    if (!reservation) return refuse('not-found')
    if (reservation.state === 'cancelled') return ok(true)

    const decision = mayChange(reservation, windowOf(reservation.startsAt), now)
    if (!decision.ok) return decision

    const outcome = await cancelRow(tx, actor.tenantId, id, 'resident', now)
    return outcome === 'cancelled' ? ok(true) : refuse(outcome === 'not-found' ? 'not-found' : 'too-late')
  })
}
