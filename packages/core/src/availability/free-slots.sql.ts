import type { Tx } from '@madoguchi/db'
import type { LaneId, TenantId, VenueId } from '../kernel.ts'
import type { SlotRow } from './free-slot-rules.ts'

type Wanted = { venues: VenueId[]; lane: LaneId; after: Date; before: Date }

/** A lane's open slots that start within a time (both bounds excluded), by start, with what the web may still take. */
export const openSlotsOf = (tx: Tx, tenantId: TenantId, { venues, lane, after, before }: Wanted) => tx<
  SlotRow[]
>`
  select id, venue_id, starts_at, minutes, least(limit_web, capacity) as places,
    greatest(0, least(limit_web - taken_web, n.whole)) as free,
    greatest(0, n.whole - greatest(0, limit_web - taken_web)) as kept
  from app.slots
  cross join lateral (select capacity - taken_web - taken_telephone - taken_counter as whole) n
  where tenant_id = ${tenantId} and venue_id = any (${venues}) and lane_id = ${lane}
    and starts_at > ${after} and starts_at < ${before} and state = 'open'
  order by starts_at, id`
