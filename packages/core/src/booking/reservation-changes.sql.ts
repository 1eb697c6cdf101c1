import type { Tx } from '@madoguchi/db'
import type { ReservationChange } from './history-rules.ts'

export const changesOf = (tx: Tx, tenantId: string, id: string) => tx<ReservationChange[]>`
  select from_venue_id, from_starts_at, to_venue_id, to_starts_at, made_by, reason, occurred_at as at from app.reservation_changes
  where tenant_id = ${tenantId} and reservation_id = ${id} order by version`

export async function standingOf(tx: Tx, tenantId: string, id: string) {
  const [row] = await tx<[{ venueId: string; startsAt: Date; bookedAt: Date; cancelledAt: Date | null }?]>`
    select venue_id, starts_at, booked_at, cancelled_at from app.reservations
    where tenant_id = ${tenantId} and id = ${id}`
  return row
}
