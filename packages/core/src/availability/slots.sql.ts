import type { Tx } from '@madoguchi/db'
import type { LaneId, SlotId, TenantId, VenueId } from '../kernel.ts'
import type { ExistingSlot, WantedSlot } from './slot-rules.ts'

/** A wanted slot whose venue and lane are known by their ids. */
export type PlacedSlot = WantedSlot & { venueId: VenueId; laneId: LaneId }

type Row = Omit<ExistingSlot, 'limits' | 'taken'> & {
  limitWeb: number
  limitTelephone: number
  limitCounter: number
  takenWeb: number
  takenTelephone: number
  takenCounter: number
}

/** Every slot that starts within a time (both bounds excluded), whatever its state; venue and lane by their codes. */
export async function slotsBetween(
  tx: Tx,
  tenantId: TenantId,
  after: Date,
  before: Date,
): Promise<ExistingSlot[]> {
  const rows = await tx<Row[]>`
    select s.id, v.code as venue, l.code as lane, s.starts_at, s.minutes, s.capacity, s.expected, s.release_at, s.state,
      s.limit_web, s.limit_telephone, s.limit_counter, s.taken_web, s.taken_telephone, s.taken_counter
    from app.slots s
    join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
    join app.lanes l on l.tenant_id = s.tenant_id and l.id = s.lane_id
    where s.tenant_id = ${tenantId} and s.starts_at > ${after} and s.starts_at < ${before}`
  return rows.map(
    ({ limitWeb, limitTelephone, limitCounter, takenWeb, takenTelephone, takenCounter, ...it }) => ({
      ...it,
      limits: { web: limitWeb, telephone: limitTelephone, counter: limitCounter },
      taken: { web: takenWeb, telephone: takenTelephone, counter: takenCounter },
    }),
  )
}

/** In the order in which everybody locks slots, so that nobody waits in a ring. */
export const lockSlots = (tx: Tx, tenantId: TenantId, ids: SlotId[]) => tx`
  select id from app.slots where tenant_id = ${tenantId} and id = any (${ids})
  order by starts_at, id for update`

const asJson = (
  tx: Tx,
  slots: readonly (WantedSlot & { id?: SlotId; venueId?: VenueId; laneId?: LaneId })[],
) =>
  tx.json(
    slots.map(({ id, venueId, laneId, startsAt, minutes, capacity, expected, limits, releaseAt }) => ({
      ...(id ? { id } : {}),
      ...(venueId ? { venue_id: venueId } : {}),
      ...(laneId ? { lane_id: laneId } : {}),
      starts_at: startsAt.toISOString(),
      minutes,
      capacity,
      expected,
      release_at: releaseAt?.toISOString() ?? null,
      ...limits,
    })),
  )

/** Adds slots; one that another generator has added meanwhile is left as it is. Answers how many were new. */
export async function addSlots(tx: Tx, tenantId: TenantId, slots: readonly PlacedSlot[]): Promise<number> {
  const { count } = await tx`
    insert into app.slots (tenant_id, venue_id, lane_id, starts_at, minutes, capacity, expected, limit_web,
      limit_telephone, limit_counter, release_at)
    select ${tenantId}, s.venue_id, s.lane_id, s.starts_at, s.minutes, s.capacity, s.expected, s.web, s.telephone,
      s.counter, s.release_at
    from jsonb_to_recordset(${asJson(tx, slots)}) as s (venue_id uuid, lane_id uuid, starts_at timestamptz,
      minutes integer, capacity integer, expected integer, web integer, telephone integer, counter integer,
      release_at timestamptz)
    on conflict (tenant_id, venue_id, lane_id, starts_at) do nothing`
  return count
}

/**
 * Gives slots a new shape and opens them; one that has filled up meanwhile, so that it no longer fits, is left alone. Who has a
 * place keeps it: no limit falls below what its channel has taken, no expected place goes that somebody has.
 */
export const changeSlots = (
  tx: Tx,
  tenantId: TenantId,
  slots: readonly (WantedSlot & { id: SlotId })[],
) => tx`
  update app.slots s set minutes = c.minutes, state = 'open', release_at = c.release_at,
    expected = greatest(c.expected, least(s.expected, (s.taken_web + s.taken_telephone + s.taken_counter) - c.places)),
    capacity = c.places + greatest(c.expected, least(s.expected, (s.taken_web + s.taken_telephone + s.taken_counter) - c.places)),
    limit_web = greatest(c.web, s.taken_web), limit_telephone = greatest(c.telephone, s.taken_telephone),
    limit_counter = greatest(c.counter, s.taken_counter)
  from (select *, capacity - expected as places from jsonb_to_recordset(${asJson(tx, slots)}) as it (id uuid,
    minutes integer, capacity integer, expected integer, web integer, telephone integer, counter integer,
    release_at timestamptz)) c
  where s.tenant_id = ${tenantId} and s.id = c.id
    and (s.minutes = c.minutes or (s.taken_web + s.taken_telephone + s.taken_counter) = 0)
    and (s.taken_web + s.taken_telephone + s.taken_counter) <= c.places + greatest(c.expected, s.expected)`

/** Withdraws those that are empty now. */
export const withdrawSlots = (tx: Tx, tenantId: TenantId, ids: SlotId[]) => tx`
  update app.slots set state = 'withdrawn'
  where tenant_id = ${tenantId} and id = any (${ids})
    and taken_web + taken_telephone + taken_counter = 0`

/** Closes to the public what an officer has to decide about. */
export const closeSlots = (tx: Tx, tenantId: TenantId, ids: SlotId[]) => tx`
  update app.slots set state = 'closing' where tenant_id = ${tenantId} and id = any (${ids})`

/** Tells the calendars, after the commit. */
export const announceSlots = (tx: Tx, tenantId: TenantId) => tx`
  insert into app.outbox (tenant_id, topic, payload) values (${tenantId}, 'slots.changed', '{}')`

type DueSlot = Pick<ExistingSlot, 'id' | 'venue' | 'lane' | 'startsAt' | 'expected'>

/**
 * The next slots (at most `most`) whose limits change by now, locked in the order of everybody. It waits for whoever is just
 * booking there: a slot for which thousands press is not left for the next time.
 */
export const slotsDue = (tx: Tx, tenantId: TenantId, now: Date, most: number) => tx<DueSlot[]>`
  select s.id, v.code as venue, l.code as lane, s.starts_at, s.expected from app.slots s
  join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
  join app.lanes l on l.tenant_id = s.tenant_id and l.id = s.lane_id
  where s.tenant_id = ${tenantId} and s.release_at <= ${now}
  order by s.starts_at, s.id limit ${most} for update of s`

/** Raises limits to what they are now; none falls. */
export const raiseLimits = (
  tx: Tx,
  tenantId: TenantId,
  slots: readonly (WantedSlot & { id: SlotId })[],
) => tx`
  update app.slots s set release_at = c.release_at, limit_web = greatest(s.limit_web, c.web),
    limit_telephone = greatest(s.limit_telephone, c.telephone), limit_counter = greatest(s.limit_counter, c.counter)
  from jsonb_to_recordset(${asJson(tx, slots)}) as c (id uuid, web integer, telephone integer, counter integer,
    release_at timestamptz)
  where s.tenant_id = ${tenantId} and s.id = c.id`

/** What no rule wants any more waits for nothing. */
export const forgetReleases = (tx: Tx, tenantId: TenantId, ids: SlotId[]) => tx`
  update app.slots set release_at = null where tenant_id = ${tenantId} and id = any (${ids})`
