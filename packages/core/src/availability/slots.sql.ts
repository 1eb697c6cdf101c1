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
    select s.id, v.code as venue, l.code as lane, s.starts_at, s.minutes, s.capacity, s.state,
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
    slots.map(({ id, venueId, laneId, startsAt, minutes, capacity, limits }) => ({
      ...(id ? { id } : {}),
      ...(venueId ? { venue_id: venueId } : {}),
      ...(laneId ? { lane_id: laneId } : {}),
      starts_at: startsAt.toISOString(),
      minutes,
      capacity,
      ...limits,
    })),
  )

/** Adds slots; one that another generator has added meanwhile is left as it is. Answers how many were new. */
export async function addSlots(tx: Tx, tenantId: TenantId, slots: readonly PlacedSlot[]): Promise<number> {
  const { count } = await tx`
    insert into app.slots (tenant_id, venue_id, lane_id, starts_at, minutes, capacity, limit_web, limit_telephone,
      limit_counter)
    select ${tenantId}, s.venue_id, s.lane_id, s.starts_at, s.minutes, s.capacity, s.web, s.telephone, s.counter
    from jsonb_to_recordset(${asJson(tx, slots)}) as s (venue_id uuid, lane_id uuid, starts_at timestamptz,
      minutes integer, capacity integer, web integer, telephone integer, counter integer)
    on conflict (tenant_id, venue_id, lane_id, starts_at) do nothing`
  return count
}

/** Gives slots a new shape and opens them; one that has filled up meanwhile, so that it no longer fits, is left alone. */
export const changeSlots = (
  tx: Tx,
  tenantId: TenantId,
  slots: readonly (WantedSlot & { id: SlotId })[],
) => tx`
  update app.slots s set minutes = c.minutes, capacity = c.capacity, limit_web = c.web,
    limit_telephone = c.telephone, limit_counter = c.counter, state = 'open'
  from jsonb_to_recordset(${asJson(tx, slots)}) as c (id uuid, minutes integer, capacity integer, web integer,
    telephone integer, counter integer)
  where s.tenant_id = ${tenantId} and s.id = c.id
    and (s.minutes = c.minutes or s.taken_web + s.taken_telephone + s.taken_counter = 0)
    and s.taken_web <= c.web and s.taken_telephone <= c.telephone and s.taken_counter <= c.counter
    and s.taken_web + s.taken_telephone + s.taken_counter <= c.capacity`

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
