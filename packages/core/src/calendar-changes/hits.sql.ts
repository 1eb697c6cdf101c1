import type { Tx } from '@madoguchi/db'
import type { ReservationId, SlotId, TenantId } from '../kernel.ts'
import type { Channel, Language } from '../tenancy/policy-rules.ts'

/** A reservation that a change meets. The name is personal data: never logged. */
export type HitRow = {
  id: ReservationId
  number: string
  version: number
  startsAt: Date
  venue: string
  lane: string
  places: number
  /** Slots in which it holds places, and their lanes. */
  slots: number
  lanes: number
  name: string | null
  people: number
  procedures: string[]
  /** Where the cards lie that are to be handed over. */
  cardVenues: string[]
  mail: boolean
  telephone: boolean
  language: Language
  channel: Channel
}

/** The confirmed reservations that hold places in these slots, by time; 1 more than `atMost` at most. */
export const hitsIn = (tx: Tx, tenantId: TenantId, slotIds: readonly SlotId[], atMost: number) => tx<
  HitRow[]
>`
  select r.id, r.number, r.version, r.starts_at, v.code as venue, l.code as lane, r.places, held.slots, held.lanes,
    p.name, p.people, p.procedures, p.card_venues, r.mail is not null as mail, r.telephone is not null as telephone,
    r.language, r.channel
  from app.reservations r
  join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
  join app.lanes l on l.tenant_id = r.tenant_id and l.id = r.lane_id
  cross join lateral (
    select count(distinct s.id)::integer as slots, count(distinct s.lane_id)::integer as lanes
    from app.reservation_slots q join app.slots s on s.tenant_id = q.tenant_id and s.id = q.slot_id
    where q.tenant_id = ${tenantId} and q.reservation_id = r.id and q.freed_at is null) held
  cross join lateral (
    select (array_agg(coalesce(c.name, q.name, q.kana) order by q.position))[1] as name, count(*)::integer as people,
      array_agg(distinct q.procedure_code) as procedures,
      coalesce(array_agg(distinct cv.code) filter (where cv.code is not null), '{}') as card_venues
    from app.reservation_people q
    left join app.card_people c on c.tenant_id = q.tenant_id and c.card_id = q.card_id
    left join app.cards k on k.tenant_id = q.tenant_id and k.id = q.card_id
    left join app.venues cv on cv.tenant_id = k.tenant_id and cv.id = k.venue_id
    where q.tenant_id = ${tenantId} and q.reservation_id = r.id) p
  where r.tenant_id = ${tenantId} and r.state = 'confirmed' and r.id in (
    select h.reservation_id from app.reservation_slots h
    where h.tenant_id = ${tenantId} and h.slot_id = any (${[...slotIds]}::uuid[]) and h.freed_at is null)
  order by r.starts_at, r.number
  limit ${atMost + 1}`

/** A reservation in a slot that is closed to the public, about which nobody has decided. */
export type Undecided = { id: ReservationId; number: string; startsAt: Date; venueName: { ja: string } }

/** Of the slots ahead that are closing: the reservations that no officer has decided to keep, move or cancel. */
export const undecidedIn = (tx: Tx, tenantId: TenantId, now: Date, atMost: number) => tx<Undecided[]>`
  select distinct r.starts_at, r.number, r.id, v.name as venue_name
  from app.slots s
  join app.reservation_slots h on h.tenant_id = s.tenant_id and h.slot_id = s.id and h.freed_at is null
  join app.reservations r on r.tenant_id = h.tenant_id and r.id = h.reservation_id and r.state = 'confirmed'
  join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
  where s.tenant_id = ${tenantId} and s.state = 'closing' and s.starts_at > ${now} and not exists (
    select from app.calendar_act_items i
    where i.tenant_id = ${tenantId} and i.reservation_id = r.id
      and (i.state = 'pending' or (i.state = 'done' and i.decision = 'keep')))
  order by r.starts_at, r.number
  limit ${atMost}`
