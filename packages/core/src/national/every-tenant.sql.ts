import type { Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import type { Span } from './stop-rules.ts'

/** Every municipality and what it is called. */
export const tenantNames = (tx: Tx) => tx<{ id: TenantId; name: string }[]>`
  select id, profile -> 'name' ->> 'ja' as name from app.tenants order by code -- tenant: all of them`

/** Takes the operator on to another municipality, within the same transaction. */
export const enterAs = (tx: Tx, tenantId: TenantId, operatorId: string) =>
  tx`select app.enter('operator', ${tenantId}, ${operatorId})`

/** Asks the jobs to make this municipality's slots what the calendar now wants. */
export const askForSlots = (tx: Tx, tenantId: TenantId) => tx`
  insert into app.outbox (tenant_id, topic, payload) values (${tenantId}, 'slots.generate', '{}')`

/** How many reservations of a municipality that are still ahead touch each span; spans without any are left out. */
export const reservationsIn = (tx: Tx, tenantId: TenantId, spans: readonly Span[], now: Date) => tx<
  { span: number; reservations: number }[]
>`
  select s.span, count(*)::integer as reservations
  from jsonb_to_recordset(${tx.json(spans.map((it, span) => ({ span, begins: it.from, ends: it.until })) as never)})
    as s (span integer, begins timestamptz, ends timestamptz)
  join app.reservations r on r.tenant_id = ${tenantId} and r.state = 'confirmed' and r.starts_at > ${now}
    and r.starts_at < s.ends and r.starts_at + make_interval(mins => r.minutes) > s.begins
  group by s.span`
