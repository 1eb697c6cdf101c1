import type { Tx } from '@madoguchi/db'
import type { TenantHealth } from './fleet-rules.ts'

export type FleetTenant = {
  id: string
  slug: string
  code: string
  state: string
  name: string
  hosts: { host: string; program: string }[]
}

/** Every municipality, by its code. */
export const everyTenant = (tx: Tx) => tx<FleetTenant[]>`
  select t.id, t.slug, t.code, t.state, t.profile -> 'name' ->> 'ja' as name,
    coalesce((select jsonb_agg(jsonb_build_object('host', h.host, 'program', h.program) order by h.program, h.host)
      from app.tenant_hosts h where h.tenant_id = t.id), '[]') as hosts
  from app.tenants t order by t.code -- tenant: all of them, that is what an operator looks at`

export async function healthOf(tx: Tx, tenantId: string, now: Date) {
  const [row] = await tx<[TenantHealth]>`
    select
      (select count(*)::int from app.cards c where c.tenant_id = ${tenantId} and c.state not in ('issued', 'destroyed', 'returned')) as cards_here,
      (select count(*)::int from app.cards c where c.tenant_id = ${tenantId} and c.state = 'issued') as cards_issued,
      (select count(*)::int from app.reservations r where r.tenant_id = ${tenantId} and r.state = 'confirmed' and r.starts_at > ${now}) as reservations_ahead,
      (select coalesce(sum(s.capacity - s.taken_web - s.taken_telephone - s.taken_counter), 0)::int from app.slots s
        where s.tenant_id = ${tenantId} and s.state = 'open' and s.starts_at > ${now}) as free_places_ahead,
      (select max(s.starts_at) from app.slots s where s.tenant_id = ${tenantId} and s.state = 'open') as last_slot_at,
      (select max(p.version) from app.policies p where p.tenant_id = ${tenantId} and p.effective_from <= ${now}) as policy_version,
      (select count(*)::int from app.outbox o where o.tenant_id = ${tenantId}) as waiting,
      (select min(o.created_at) from app.outbox o where o.tenant_id = ${tenantId}) as waiting_since`
  return row
}
