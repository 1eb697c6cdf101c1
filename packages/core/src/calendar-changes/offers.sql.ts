import type { Tx } from '@madoguchi/db'
import type { ReservationId, StaffId, TenantId } from '../kernel.ts'

/**
 * Accepts the place that a reservation's owner is offered, while it stands: the reservation is as the offer made it, and the
 * time to answer is not over. False otherwise. Row security lets a resident answer for themselves only.
 */
export async function acceptRow(
  tx: Tx,
  tenantId: TenantId,
  { reservationId, by }: { reservationId: string; by: StaffId | null },
  now: Date,
): Promise<boolean> {
  const took = by === null ? tx`` : tx`, answered_by = ${by}`
  const { count } = await tx`
    update app.makeup_offers o set state = 'accepted', answered_at = ${now} ${took}
    from app.reservations r
    where o.tenant_id = ${tenantId} and o.reservation_id = ${reservationId} and o.state = 'open' and o.answer_by > ${now}
      and r.tenant_id = ${tenantId} and r.id = o.reservation_id and r.state = 'confirmed' and r.version = o.version`
  return count === 1
}

export type OfferRow = { state: string; answerBy: Date; standing: boolean }

/** The last place that was offered for a reservation; `standing`: the reservation still is as the offer made it. */
export async function offerOfRow(tx: Tx, tenantId: TenantId, reservationId: string) {
  const [row] = await tx<[OfferRow?]>`
    select o.state, o.answer_by, r.state = 'confirmed' and r.version = o.version as standing
    from app.makeup_offers o
    join app.reservations r on r.tenant_id = o.tenant_id and r.id = o.reservation_id
    where o.tenant_id = ${tenantId} and o.reservation_id = ${reservationId} order by o.version desc limit 1`
  return row
}

export type DueOffer = { id: string; reservationId: ReservationId; version: number }

/** The next offers that nobody has answered in time, kept from every other job until the transaction ends. */
export const dueOffers = (tx: Tx, tenantId: TenantId, now: Date, most: number) => tx<DueOffer[]>`
  select id, reservation_id, version from app.makeup_offers
  where tenant_id = ${tenantId} and state = 'open' and answer_by <= ${now}
  order by answer_by, id limit ${most} for update skip locked`

export const endOffer = (tx: Tx, tenantId: TenantId, id: string, state: 'lapsed' | 'moot', now: Date) => tx`
  update app.makeup_offers set state = ${state}, answered_at = ${now} where tenant_id = ${tenantId} and id = ${id}`

/** Why a reservation ends whose owner did not answer: 振替の期限切れ. */
const OFFER_LAPSED = 'offer_lapsed'

/** Frees the place for the public and tells its owner; answers the outcome of app.end_reservation. */
export async function releaseRow(tx: Tx, tenantId: TenantId, reservationId: ReservationId, now: Date) {
  const [row] = await tx<[{ outcome: string }]>`
    select app.end_reservation(${reservationId}, ${OFFER_LAPSED}, ${now}, 'reservation.lapsed', '{}') as outcome
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  await tx`
    insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, terminal, occurred_at)
    values (${tenantId}, ${reservationId}, 'lapse', 'confirmed', 'cancelled', ${OFFER_LAPSED}, 'jobs', ${now})`
  return row.outcome
}
