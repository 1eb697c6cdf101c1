import type { Tx } from '@madoguchi/db'
import type { LaneId, TenantId, VenueId } from '../kernel.ts'
import type { Channel } from '../tenancy/policy-rules.ts'
import type { SlotRow } from './free-slot-rules.ts'

/** A slot as the office sees it: what each channel may still take, and whether it is open for the wanted one. */
export type DeskRow = SlotRow & { left: Record<Channel, number> }
type Wanted = { venues: VenueId[]; lane: LaneId; channel: Channel; after: Date; before: Date }

/**
 * A lane's open slots that start within a time (both bounds excluded), by start. `places` and `free` are those of the channel
 * asked for; no channel has more left than the whole slot.
 */
export const deskSlotsOf = (
  tx: Tx,
  tenantId: TenantId,
  { venues, lane, channel, after, before }: Wanted,
) => tx<DeskRow[]>`
  select s.id, s.venue_id, s.starts_at, s.minutes,
    least(s.capacity, case ${channel} when 'web' then s.limit_web when 'telephone' then s.limit_telephone
      else s.limit_counter end) as places,
    case ${channel} when 'web' then n.web when 'telephone' then n.telephone else n.counter end as free,
    whole.n - greatest(0, case ${channel} when 'web' then n.web when 'telephone' then n.telephone else n.counter end)
      as kept,
    jsonb_build_object('web', n.web, 'telephone', n.telephone, 'counter', n.counter) as left
  from app.slots s
  cross join lateral (select s.capacity - s.taken_web - s.taken_telephone - s.taken_counter as n) whole
  cross join lateral (select least(whole.n, s.limit_web - s.taken_web) as web,
    least(whole.n, s.limit_telephone - s.taken_telephone) as telephone,
    least(whole.n, s.limit_counter - s.taken_counter) as counter) n
  where s.tenant_id = ${tenantId} and s.venue_id = any (${venues}) and s.lane_id = ${lane}
    and s.starts_at > ${after} and s.starts_at < ${before} and s.state = 'open'
  order by s.starts_at, s.id`
