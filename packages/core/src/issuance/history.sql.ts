import type { Tx } from '@madoguchi/db'
import type { CardId, ReservationId, StaffId, TenantId } from '../kernel.ts'

/** How the name of a card's holder was made certain, once. `before` and `after` are byte-exact. */
export type NameCheck = {
  id: string
  outcome: 'corrected' | 'confirmed'
  nameBefore: string
  nameAfter: string
  kanaBefore: string | null
  kanaAfter: string | null
  reason: string
  by: string
  terminal: string
  at: Date
}

/** How the name of a card's holder was made certain, newest first. */
export const nameChecksOf = (tx: Tx, tenantId: TenantId, cardId: CardId) => tx<NameCheck[]>`
  select k.id, k.outcome, k.name_before, k.name_after, k.kana_before, k.kana_after, k.reason, s.name as by, k.terminal,
    k.occurred_at as at
  from app.name_checks k
  join app.staff_members s on s.tenant_id = k.tenant_id and s.id = k.actor_id
  where k.tenant_id = ${tenantId} and k.card_id = ${cardId}
  order by k.recorded_at desc`

/** One thing that was done about a reservation; `by` is null when the resident did it, or the clock. */
export type VisitEvent = {
  id: string
  act: string
  reason: string | null
  note: string | null
  by: string | null
  terminal: string
  at: Date
}

/** What officers did about a reservation, what the resident corrected, and at which device they checked in, newest first. */
export const visitEventsOf = (tx: Tx, tenantId: TenantId, id: ReservationId) => tx<VisitEvent[]>`
  select id, act, reason, note, by, terminal, at from (
    select e.id, e.act, e.reason, e.note, s.name as by, e.terminal, e.occurred_at as at, e.recorded_at
    from app.reservation_events e
    left join app.staff_members s on s.tenant_id = e.tenant_id and s.id = e.actor_id
    where e.tenant_id = ${tenantId} and e.reservation_id = ${id}
    union all
    select c.id, c.act, null, null, null, 'web', c.occurred_at, c.recorded_at from app.reservation_corrections c
    where c.tenant_id = ${tenantId} and c.reservation_id = ${id}
    union all
    select i.id, d.kind || '_check_in', null, null, null, d.name, i.occurred_at, i.recorded_at
    from app.tickets t
    join app.ticket_events i on i.tenant_id = t.tenant_id and i.ticket_id = t.id
    join app.devices d on d.tenant_id = i.tenant_id and d.id = i.device_id
    where t.tenant_id = ${tenantId} and t.reservation_id = ${id}
  ) done
  order by recorded_at desc`

export const insertVisitEvent = (
  tx: Tx,
  tenantId: TenantId,
  id: ReservationId,
  it: {
    act: string
    from: string
    to: string
    reason: string | null
    note: string | null
    staffId: StaffId
    terminal: string
    now: Date
  },
) => tx`
  insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal,
    occurred_at, note)
  values (${tenantId}, ${id}, ${it.act}, ${it.from}, ${it.to}, ${it.reason}, ${it.staffId}, ${it.terminal}, ${it.now},
    ${it.note})`
