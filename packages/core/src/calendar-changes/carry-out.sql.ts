import type { Tx } from '@madoguchi/db'
import type { ReservationId, StaffId, TenantId } from '../kernel.ts'
import type { Change, Decision, ItemProblem } from './change-rules.ts'

/**
 * The jobs begin an act, or go on with it. False while it waits to be carried out, and when it was undone: whoever comes first,
 * the jobs or the officer who undoes it, the other finds the row taken.
 */
export async function beginAct(tx: Tx, tenantId: TenantId, actId: string, now: Date): Promise<boolean> {
  const { count } = await tx`
    update app.calendar_acts set begun_at = coalesce(begun_at, ${now})
    where tenant_id = ${tenantId} and id = ${actId} and undone_at is null
      and (not_before is null or not_before <= ${now})`
  return count === 1
}

/** The acts whose waiting time is over and which still have something to do. */
export async function actsDue(tx: Tx, tenantId: TenantId, now: Date): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select a.id from app.calendar_acts a
    where a.tenant_id = ${tenantId} and a.undone_at is null and a.not_before <= ${now} and exists (
      select from app.calendar_act_items i
      where i.tenant_id = ${tenantId} and i.act_id = a.id and i.state = 'pending')
    order by a.not_before, a.id`
  return rows.map((it) => it.id)
}

/** What of an act is still to be done, in the order in which it was decided. */
export async function pendingItems(tx: Tx, tenantId: TenantId, actId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from app.calendar_act_items
    where tenant_id = ${tenantId} and act_id = ${actId} and state = 'pending' order by id`
  return rows.map((it) => it.id)
}

export type PendingItem = {
  actId: string
  reservationId: ReservationId
  version: number
  decision: Decision['decision']
  toSlots: string[] | null
  decidedBy: StaffId
  change: Change
  exceptionWithdrawn: boolean
  answerBy: Date | null
}

/** An item that is still to be done, kept from every other job until the transaction ends. */
export async function lockItem(tx: Tx, tenantId: TenantId, id: string) {
  const [row] = await tx<[PendingItem?]>`
    select i.act_id, i.reservation_id, i.version, i.decision, i.to_slots, i.decided_by, a.change,
      e.withdrawn_at is not null as exception_withdrawn, a.answer_by
    from app.calendar_act_items i
    join app.calendar_acts a on a.tenant_id = i.tenant_id and a.id = i.act_id
    join app.calendar_exceptions e on e.tenant_id = a.tenant_id and e.id = a.exception_id
    where i.tenant_id = ${tenantId} and i.id = ${id} and i.state = 'pending'
    for update of i`
  return row
}

/** A reservation as it stands, kept from everybody else until the transaction ends. */
export async function lockReservation(tx: Tx, tenantId: TenantId, id: ReservationId) {
  const [row] = await tx<[{ state: string; version: number }]>`
    select state, version from app.reservations where tenant_id = ${tenantId} and id = ${id} for update`
  return row
}

/** Answers the outcome of app.move_reservation. */
export async function moveRow(tx: Tx, tenantId: TenantId, it: PendingItem, now: Date) {
  const [row] = await tx<[{ outcome: string }]>`
    select app.move_reservation(${it.reservationId}, ${it.toSlots ?? []}::uuid[], ${now}, ${tx.json({ actId: it.actId })})
      as outcome
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.outcome
}

/** The place to which a reservation was just moved is set aside until its owner has answered. */
export const offerPlace = (tx: Tx, tenantId: TenantId, it: PendingItem) => tx`
  insert into app.makeup_offers (tenant_id, act_id, reservation_id, subject_id, version, answer_by)
  select ${tenantId}, ${it.actId}, r.id, r.subject_id, r.version, ${it.answerBy}
  from app.reservations r where r.tenant_id = ${tenantId} and r.id = ${it.reservationId}`

/** Why the office calls a reservation off: 閉庁・障害など市の都合. */
const OFFICE_CLOSED = 'office_closed'

/** Answers the outcome of app.end_reservation. */
export async function callOffRow(tx: Tx, tenantId: TenantId, it: PendingItem, now: Date) {
  const [row] = await tx<[{ outcome: string }]>`
    select app.end_reservation(${it.reservationId}, ${OFFICE_CLOSED}, ${now}, 'reservation.called_off',
      ${tx.json({ actId: it.actId })}) as outcome
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.outcome
}

export const noteVisitEvent = (tx: Tx, tenantId: TenantId, it: PendingItem, now: Date) => tx`
  insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal,
    occurred_at)
  values (${tenantId}, ${it.reservationId}, ${it.decision}, 'confirmed',
    ${it.decision === 'cancel' ? 'cancelled' : 'confirmed'}, ${OFFICE_CLOSED}, ${it.decidedBy}, 'jobs', ${now})`

export const settleItem = (
  tx: Tx,
  tenantId: TenantId,
  id: string,
  it: { state: 'done' | 'stopped' } | { state: 'failed'; problem: ItemProblem },
  now: Date,
) => tx`
  update app.calendar_act_items
  set state = ${it.state}, problem = ${it.state === 'failed' ? it.problem : null}, settled_at = ${now}
  where tenant_id = ${tenantId} and id = ${id}`
