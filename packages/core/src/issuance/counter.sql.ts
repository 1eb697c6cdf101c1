import type { Tx } from '@madoguchi/db'
import type { CardId, LaneId, ReservationId, StaffId, TenantId, VenueId } from '../kernel.ts'
import type { ReservationState } from './counter-act-rules.ts'
import type { VisitCard } from './custody-rules.ts'

export type LockedReservation = {
  state: ReservationState
  finishedAt: Date | null
  venueId: VenueId
  laneId: LaneId
  startsAt: Date
}

/** Locks a reservation until the transaction ends, so that two officers take turns. */
export async function lockReservation(tx: Tx, tenantId: TenantId, id: ReservationId) {
  const [row] = await tx<[LockedReservation?]>`
    select state, finished_at, venue_id, lane_id, starts_at from app.reservations where tenant_id = ${tenantId} and id = ${id} for update`
  return row
}

/** What has become of card `c` since a visit was broken off (SinceThen). */
export const sinceThen = (tx: Tx) => tx`
  (select e.reservation_id from app.custody_events e
    where e.tenant_id = c.tenant_id and e.card_id = c.id and e.act = 'break_off' order by e.seq desc limit 1) as broken_off_by,
  (select q.reservation_id from app.reservation_people q
    where q.tenant_id = c.tenant_id and q.card_id = c.id and q.live) as booked_as,
  (select e.reservation_id from app.custody_events e
    where e.tenant_id = c.tenant_id and e.card_id = c.id and e.act = 'hand_over' and c.state = 'issued'
    order by e.seq desc limit 1) as handed_over_by`

/** Locks the cards of a reservation at a venue; nobody else can move them before this officer has. */
export const lockCards = (tx: Tx, tenantId: TenantId, id: ReservationId, venueId: VenueId) => tx<VisitCard[]>`
  select c.id, c.state, c.venue_id <> ${venueId} as away, (
    select e.from_state from app.custody_events e
    where e.tenant_id = c.tenant_id and e.card_id = c.id and e.act = 'start' order by e.seq desc limit 1
  ) as before, ${sinceThen(tx)}
  from app.cards c
  where c.tenant_id = ${tenantId} and c.id in (
    select p.card_id from app.reservation_people p where p.tenant_id = ${tenantId} and p.reservation_id = ${id})
  order by c.id
  for update of c`

export const moveReservation = (
  tx: Tx,
  tenantId: TenantId,
  id: ReservationId,
  state: ReservationState,
  now: Date,
) => tx`
  update app.reservations set
    state = ${state},
    checked_in_at = case ${state} when 'confirmed' then null when 'checked_in' then coalesce(checked_in_at, ${now})
      else checked_in_at end,
    serving_at = case ${state} when 'checked_in' then null when 'serving' then ${now} else serving_at end,
    finished_at = case when ${state} in ('done', 'partly_done') then ${now} end,
    version = version + 1
  where tenant_id = ${tenantId} and id = ${id}`

/** Once the visit is over its cards are free for the next reservation. */
export const letPeopleGo = (tx: Tx, tenantId: TenantId, id: ReservationId) => tx`
  update app.reservation_people set live = false where tenant_id = ${tenantId} and reservation_id = ${id}`

/** A visit that goes on has its cards again. One that is live elsewhere meanwhile stops this: a_card_has_one_live_pickup. */
export const takePeopleBack = (tx: Tx, tenantId: TenantId, id: ReservationId) => tx`
  update app.reservation_people set live = true where tenant_id = ${tenantId} and reservation_id = ${id}`

/** Cancels and frees the places; answers what app.cancel_reservation says. */
export async function cancelPlaces(tx: Tx, tenantId: TenantId, id: ReservationId, why: string, now: Date) {
  const [row] = await tx<[{ outcome: string }]>`
    select app.cancel_reservation(r.id, ${why}, ${now}) as outcome
    from app.reservations r where r.tenant_id = ${tenantId} and r.id = ${id}`
  return row.outcome
}

/** Writes one custody event and moves the card. Null when the card is not in `from` any longer. */
export async function recordCustody(
  tx: Tx,
  tenantId: TenantId,
  it: {
    cardId: string
    from: string
    to: string
    act: string
    staffId: StaffId
    terminal: string
    reservationId: ReservationId | null
    reason: string | null
    note?: string | null
    /** Where the card lies from now on; without it, where it lay. */
    placeId?: string
    now: Date
  },
) {
  const [row] = await tx<[{ seq: number | null }?]>`
    select app.record_custody(c.id, ${it.from}, ${it.act}, ${it.to}, ${it.placeId ?? null}, ${it.staffId}, null, ${it.terminal},
      ${it.reservationId}, ${it.reason}, ${it.now}, ${it.note ?? null}) as seq
    from app.cards c where c.tenant_id = ${tenantId} and c.id = ${it.cardId}`
  return row?.seq ?? null
}

export type CustodyEvent = {
  seq: number
  act: string
  fromState: string
  toState: string
  /** Where it lay before, and from then on. */
  fromPlace: string | null
  place: string | null
  by: string
  terminal: string
  reason: string | null
  /** What the officer added in their own words. */
  note: string | null
  reservationId: ReservationId | null
  at: Date
}

/** The custody of a card, newest event first. */
export const custodyOf = (tx: Tx, tenantId: TenantId, cardId: CardId) => tx<CustodyEvent[]>`
  select e.seq, e.act, e.from_state, e.to_state, f.label as from_place, p.label as place, s.name as by,
    e.terminal, e.reason, e.note, e.reservation_id, e.occurred_at as at
  from app.custody_events e
  join app.staff_members s on s.tenant_id = e.tenant_id and s.id = e.actor_id
  left join app.places f on f.tenant_id = e.tenant_id and f.id = e.from_place_id
  left join app.places p on p.tenant_id = e.tenant_id and p.id = e.to_place_id
  where e.tenant_id = ${tenantId} and e.card_id = ${cardId}
  order by e.seq desc`
