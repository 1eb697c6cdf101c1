import type { Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import type { Visits } from './overbooking-rules.ts'

/** Of each venue's lane: who was expected within a time (the end excluded) and came, or did not; cancelled ones are neither. */
export const visitsBetween = (tx: Tx, tenantId: TenantId, from: Date, until: Date) => tx<Visits[]>`
  select v.code as venue, l.code as lane, n.visits, n.missed
  from app.venues v join app.lanes l on l.tenant_id = v.tenant_id
  cross join lateral (
    select count(*)::integer as visits, (count(*) filter (where r.state = 'no_show'))::integer as missed
    from app.reservations r
    where r.tenant_id = ${tenantId} and r.venue_id = v.id and r.lane_id = l.id
      and r.starts_at >= ${from} and r.starts_at < ${until}
      and r.state in ('no_show', 'checked_in', 'called', 'serving', 'done', 'partly_done')
  ) n
  where v.tenant_id = ${tenantId} and n.visits > 0`
