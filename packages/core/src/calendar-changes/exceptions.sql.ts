import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { StaffId, TenantId } from '../kernel.ts'
import { type CalendarException, type ExceptionRow, exceptionOf } from '../tenancy/index.ts'

/** An exception with who made it, who took it back, and the acts that settle whom it meets. */
export type StoredException = CalendarException & {
  addedAt: Date
  addedBy: string
  withdrawnAt: Date | null
  withdrawnBy: string | null
  acts: { id: string; change: string; pending: number; failed: number }[]
}

type Row = ExceptionRow &
  Pick<StoredException, 'addedAt' | 'addedBy' | 'withdrawnAt' | 'withdrawnBy' | 'acts'>

/** The exceptions that end on `since` or later, or all, by day, withdrawn ones too; `id` narrows to one. */
export async function exceptionsSince(
  tx: Tx,
  tenantId: TenantId,
  since: PlainDate | null,
  id: string | null = null,
): Promise<StoredException[]> {
  const rows = await tx<Row[]>`
    select e.id, e.kind, e.from_day, e.until_day, e.from_time, e.until_time, e.venues, e.lanes, e.hours, e.reason, e.added_at, a.name as added_by,
      e.withdrawn_at, w.name as withdrawn_by, acts.list as acts
    from app.calendar_exceptions e
    join app.staff_members a on a.tenant_id = e.tenant_id and a.id = e.added_by
    left join app.staff_members w on w.tenant_id = e.tenant_id and w.id = e.withdrawn_by
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'change', t.change,
        'pending', (select count(*) from app.calendar_act_items i
          where i.tenant_id = ${tenantId} and i.act_id = t.id and i.state = 'pending'),
        'failed', (select count(*) from app.calendar_act_items i
          where i.tenant_id = ${tenantId} and i.act_id = t.id and i.state = 'failed')) order by t.made_at), '[]') as list
      from app.calendar_acts t where t.tenant_id = ${tenantId} and t.exception_id = e.id) acts
    where e.tenant_id = ${tenantId} and (${since}::date is null or e.until_day >= ${since})
      and (${id}::uuid is null or e.id = ${id})
    order by e.from_day, e.added_at, e.id`
  return rows.map(({ addedAt, addedBy, withdrawnAt, withdrawnBy, acts, ...row }) => ({
    ...exceptionOf(row),
    ...{ addedAt, addedBy, withdrawnAt, withdrawnBy, acts },
  }))
}

/** Two changes of one municipality's calendar at once take turns; the lock goes with the transaction. */
export const lockCalendar = (tx: Tx, tenantId: TenantId) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`madoguchi.calendar ${tenantId}`}, 0)) -- tenant: in the key`

/** Answers false when this very exception has been made before. */
export async function saveException(
  tx: Tx,
  tenantId: TenantId,
  it: CalendarException,
  by: StaffId,
  now: Date,
) {
  const lanes = it.kind === 'closure' ? (it.lanes ?? null) : null
  const hours = it.kind === 'opening' ? tx.json(it.hours as never) : null
  const closed = (it.kind === 'closure' && it.hours) || null
  const { count } = await tx`
    insert into app.calendar_exceptions
      (tenant_id, id, kind, from_day, until_day, from_time, until_time, venues, lanes, hours, reason, added_by, added_at)
    values (${tenantId}, ${it.id}, ${it.kind}, ${it.from}, ${it.until}, ${closed?.from ?? null}, ${closed?.until ?? null}, ${it.venues ? [...it.venues] : null},
      ${lanes ? [...lanes] : null}, ${hours}, ${tx.json(it.reason as never)}, ${by}, ${now})
    on conflict (tenant_id, id) do nothing`
  return count === 1
}

/** Answers false when there is no such exception, or it has been taken back before. */
export async function markWithdrawn(tx: Tx, tenantId: TenantId, id: string, by: StaffId, now: Date) {
  const { count } = await tx`
    update app.calendar_exceptions set withdrawn_by = ${by}, withdrawn_at = ${now}
    where tenant_id = ${tenantId} and id = ${id} and withdrawn_at is null`
  return count === 1
}

/** Asks the jobs to make the slots what the calendar now wants. */
export const askForSlots = (tx: Tx, tenantId: TenantId) => tx`
  insert into app.outbox (tenant_id, topic, payload) values (${tenantId}, 'slots.generate', '{}')`
