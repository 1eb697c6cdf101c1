import type { Tx } from '@madoguchi/db'
import type { ReservationId, StaffId, TenantId } from '../kernel.ts'
import type { LocalText } from '../tenancy/policy-rules.ts'
import type { BadDayCause, OfferState } from './bad-day-rules.ts'
import type { Change, Decided, Decision, ItemProblem, ItemState } from './change-rules.ts'

export type ActRow = {
  id: string
  exceptionId: string
  change: Change
  reason: LocalText
  madeBy: string
  madeAt: Date
  /** Of a bad day. */
  cause: BadDayCause | null
  /** Nothing is carried out earlier; null: at once. */
  notBefore: Date | null
  begunAt: Date | null
  undoneAt: Date | null
  undoneBy: string | null
  /** Until when the places that it offers are set aside. */
  answerBy: Date | null
}

export async function actOf(tx: Tx, tenantId: TenantId, id: string) {
  const [row] = await tx<[ActRow?]>`
    select a.id, a.exception_id, a.change, a.reason, s.name as made_by, a.made_at, a.cause, a.not_before, a.begun_at,
      a.undone_at, u.name as undone_by, a.answer_by
    from app.calendar_acts a
    join app.staff_members s on s.tenant_id = a.tenant_id and s.id = a.made_by
    left join app.staff_members u on u.tenant_id = a.tenant_id and u.id = a.undone_by
    where a.tenant_id = ${tenantId} and a.id = ${id}`
  return row
}

/** The act of a change that was made before. */
export async function actFor(tx: Tx, tenantId: TenantId, exceptionId: string, change: Change) {
  const [row] = await tx<[{ id: string }?]>`
    select id from app.calendar_acts
    where tenant_id = ${tenantId} and exception_id = ${exceptionId} and change = ${change}`
  return row?.id
}

/** What a bad day adds to an act: why, from when it is carried out, and until when its offers stand. */
export type BadDayTerms = { cause: BadDayCause; notBefore: Date; answerBy: Date | null }
type NewAct = {
  id: string
  exceptionId: string
  change: Change
  reason: LocalText
  by: StaffId
  terms: BadDayTerms | null
}

export const saveAct = (tx: Tx, tenantId: TenantId, it: NewAct, now: Date) => tx`
  insert into app.calendar_acts (tenant_id, id, exception_id, change, reason, made_by, made_at, cause, not_before, answer_by)
  values (${tenantId}, ${it.id}, ${it.exceptionId}, ${it.change}, ${tx.json(it.reason as never)}, ${it.by}, ${now},
    ${it.terms?.cause ?? null}, ${it.terms?.notBefore ?? null}, ${it.terms?.answerBy ?? null})`

/** Writes decisions down. What has failed or was stopped may be decided anew; what is under way or done stays. */
export async function saveItems(
  tx: Tx,
  tenantId: TenantId,
  { actId, by }: { actId: string; by: StaffId },
  decided: readonly Decided[],
  now: Date,
): Promise<number> {
  const { count } = await tx`
    insert into app.calendar_act_items as i
      (tenant_id, act_id, reservation_id, version, decision, to_slots, decided_by, decided_at)
    select ${tenantId}, ${actId}, d."reservationId", d.version, d.decision,
      case when d.decision in ('move', 'offer') then array(select jsonb_array_elements_text(d."toSlots")::uuid) end, ${by}, ${now}
    from jsonb_to_recordset(${tx.json(decided as never)})
      as d ("reservationId" uuid, version integer, decision text, "toSlots" jsonb)
    on conflict (tenant_id, act_id, reservation_id) do update set version = excluded.version,
      decision = excluded.decision, to_slots = excluded.to_slots, decided_by = excluded.decided_by,
      decided_at = excluded.decided_at, state = 'pending', problem = null, settled_at = null
    where i.state in ('failed', 'stopped')`
  return count
}

/** Asks the jobs to carry an act out, or to go on with it. */
export const askToCarryOut = (tx: Tx, tenantId: TenantId, actId: string) => tx`
  insert into app.outbox (tenant_id, topic, payload)
  values (${tenantId}, 'calendar.act', ${tx.json({ actId })})`

/** A decision and what became of it, with the reservation as it stands now. */
export type ActItem = {
  id: string
  reservationId: ReservationId
  number: string
  decision: Decision['decision']
  state: ItemState
  problem: ItemProblem | null
  decidedBy: string
  reservationState: string
  startsAt: Date
  venue: string
  toStartsAt: Date | null
  toVenue: string | null
  mail: boolean
  /** To tell somebody who has no mail. Personal data, as the name: never logged. */
  telephone: string | null
  name: string | null
  /** The officer who told somebody whom no mail reaches, and when. */
  toldBy: string | null
  toldAt: Date | null
  /** What became of the place that was offered; null where none was. */
  offer: OfferState | null
}

export const itemsOf = (tx: Tx, tenantId: TenantId, actId: string) => tx<ActItem[]>`
  select i.id, i.reservation_id, r.number, i.decision, i.state, i.problem, d.name as decided_by,
    r.state as reservation_state, r.starts_at, v.code as venue, s.starts_at as to_starts_at, sv.code as to_venue,
    r.mail is not null as mail, r.telephone, coalesce(cp.name, p.name, p.kana) as name,
    w.name as told_by, i.told_at, o.state as offer
  from app.calendar_act_items i
  join app.reservations r on r.tenant_id = i.tenant_id and r.id = i.reservation_id
  join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
  left join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.position = 1
  left join app.card_people cp on cp.tenant_id = p.tenant_id and cp.card_id = p.card_id
  join app.staff_members d on d.tenant_id = i.tenant_id and d.id = i.decided_by
  left join app.staff_members w on w.tenant_id = i.tenant_id and w.id = i.told_by
  left join app.makeup_offers o
    on o.tenant_id = i.tenant_id and o.reservation_id = i.reservation_id and o.act_id = i.act_id
  left join app.slots s on s.tenant_id = i.tenant_id and s.id = i.to_slots[1]
  left join app.venues sv on sv.tenant_id = s.tenant_id and sv.id = s.venue_id
  where i.tenant_id = ${tenantId} and i.act_id = ${actId}
  order by r.starts_at, r.number`

/** Writes down who told whom no mail reaches, once: whoever was first stays. */
export const markTold = (
  tx: Tx,
  tenantId: TenantId,
  { actId, itemId, by }: { actId: string; itemId: string; by: StaffId },
  now: Date,
) => tx`
  update app.calendar_act_items set told_by = ${by}, told_at = ${now}
  where tenant_id = ${tenantId} and act_id = ${actId} and id = ${itemId}
    and state = 'done' and decision <> 'keep' and told_at is null`

/** Marks an act as undone while its waiting time lasts; false when the jobs were first, or it never waited. */
export async function undoAct(
  tx: Tx,
  tenantId: TenantId,
  { actId, by }: { actId: string; by: StaffId },
  now: Date,
): Promise<boolean> {
  const { count } = await tx`
    update app.calendar_acts set undone_by = ${by}, undone_at = ${now}
    where tenant_id = ${tenantId} and id = ${actId} and begun_at is null and undone_at is null and not_before > ${now}`
  return count === 1
}

export const stopItems = (tx: Tx, tenantId: TenantId, actId: string, now: Date) => tx`
  update app.calendar_act_items set state = 'stopped', settled_at = ${now}
  where tenant_id = ${tenantId} and act_id = ${actId} and state = 'pending'`
