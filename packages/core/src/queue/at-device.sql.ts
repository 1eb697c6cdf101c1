import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { LaneId, ReservationId, TenantId, TicketId, VenueId } from '../kernel.ts'

export type ReservationAtDevice = {
  id: ReservationId
  venueId: VenueId
  laneId: LaneId
  startsAt: Date
  state: string
}

/** The reservation of this number, for whoever holds a device's key. */
export async function reservationAtDevice(tx: Tx, tenantId: TenantId, keyHash: Buffer, number: string) {
  const [row] = await tx<[ReservationAtDevice?]>`
    select r.id, r.venue_id, r.lane_id, r.starts_at, r.state
    from app.tenants t, app.reservation_at_device(${keyHash}, ${number}) r where t.id = ${tenantId} -- tenant: entered`
  return row ?? null
}

/** False when the key opens nothing, or somebody was faster with this reservation. */
export async function ticketAtDevice(
  tx: Tx,
  tenantId: TenantId,
  keyHash: Buffer,
  it: {
    reservationId: ReservationId | null
    laneId: LaneId
    requestId: string
    id: TicketId
    label: string
    turnAt: Date
    now: Date
    day: PlainDate
  },
): Promise<boolean> {
  const [row] = await tx<[{ given: boolean }]>`
    select app.ticket_at_device(${keyHash}, ${it.reservationId}, ${it.laneId}, ${it.requestId}, ${it.id}, ${it.label},
      ${it.turnAt}, ${it.now}, ${it.day}) as given
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.given
}
