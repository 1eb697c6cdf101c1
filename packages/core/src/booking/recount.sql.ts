import type { Tx } from '@madoguchi/db'

/** A slot whose counters are not what its reservations hold; counts by channel, in places. */
export type Miscount = {
  slotId: string
  counted: { web: number; telephone: number; counter: number }
  held: { web: number; telephone: number; counter: number }
}

/**
 * The slots from `after` on whose counters differ from what live reservations hold. A place is held until it is freed;
 * what a cancelled or expired reservation still holds should have been freed, and shows as a difference.
 */
export const miscounts = (tx: Tx, tenantId: string, after: Date) => tx<Miscount[]>`
  select s.id as slot_id,
    jsonb_build_object('web', s.taken_web, 'telephone', s.taken_telephone, 'counter', s.taken_counter) as counted,
    jsonb_build_object('web', held.web, 'telephone', held.telephone, 'counter', held.counter) as held
  from app.slots s
  cross join lateral (
    select coalesce(sum(h.places) filter (where h.channel = 'web'), 0) as web,
      coalesce(sum(h.places) filter (where h.channel = 'telephone'), 0) as telephone,
      coalesce(sum(h.places) filter (where h.channel = 'counter'), 0) as counter
    from app.reservation_slots h
    join app.reservations r on r.tenant_id = h.tenant_id and r.id = h.reservation_id
    where h.tenant_id = ${tenantId} and h.slot_id = s.id and h.freed_at is null
      and r.state not in ('cancelled', 'expired')
  ) held
  where s.tenant_id = ${tenantId} and s.starts_at >= ${after}
    and (s.taken_web, s.taken_telephone, s.taken_counter) is distinct from (held.web, held.telephone, held.counter)
  order by s.starts_at, s.id`
