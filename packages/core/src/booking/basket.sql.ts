import type { Tx } from '@madoguchi/db'
import type { CardId, SlotId, VenueId } from '../kernel.ts'
import { LONGEST, type Stretch, type Wanted } from './basket-rules.ts'
import type { Coming } from './coming-rules.ts'

/** A reservation whose people are changed, and where it stands. */
export type Basket = {
  id: string
  state: string
  subjectId: string
  venueId: VenueId
  venueCode: string
  laneId: string
  laneCode: string
  startsAt: Date
}

/** Locks a reservation until the transaction ends: of two who change its people the second sees what the first did. */
export async function lockBasket(tx: Tx, tenantId: string, id: string) {
  const [row] = await tx<[Basket?]>`
    select r.id, r.state, r.subject_id, r.venue_id, v.code as venue_code, r.lane_id, l.code as lane_code, r.starts_at
    from app.reservations r
    join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
    join app.lanes l on l.tenant_id = r.tenant_id and l.id = r.lane_id
    where r.tenant_id = ${tenantId} and r.id = ${id} for update of r`
  return row
}

/** Who comes, in their order: what they do, the first thing first. */
export const basketPeople = (tx: Tx, tenantId: string, id: string) => tx<
  { id: string; procedures: string[]; card: boolean }[]
>`
  select id, procedure_code || more_procedures as procedures, card_id is not null as card
  from app.reservation_people where tenant_id = ${tenantId} and reservation_id = ${id} order by position`

type Start = { slotId: SlotId } | { venueId: VenueId; laneId: string; startsAt: Date }

/** The slots of a lane at a venue from one start on, by start. */
export function runFrom(tx: Tx, tenantId: string, start: Start) {
  const slotId = 'slotId' in start ? start.slotId : null
  const at = 'slotId' in start ? null : start
  return tx<(Stretch & { venueId: VenueId; venueCode: string; laneCode: string })[]>`
    select s.id, s.starts_at, s.minutes, s.venue_id, v.code as venue_code, l.code as lane_code
    from app.slots f
    join app.slots s on s.tenant_id = f.tenant_id and s.venue_id = f.venue_id and s.lane_id = f.lane_id
      and s.starts_at >= f.starts_at and s.starts_at < f.starts_at + interval '1 day' and s.state <> 'withdrawn'
    join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
    join app.lanes l on l.tenant_id = s.tenant_id and l.id = s.lane_id
    where f.tenant_id = ${tenantId} and (f.id = ${slotId}::uuid
      or (f.venue_id, f.lane_id, f.starts_at) = (${at?.venueId ?? null}::uuid, ${at?.laneId ?? null}::uuid, ${at?.startsAt ?? null}::timestamptz))
    order by s.starts_at limit ${LONGEST}`
}

/** Somebody who joins a reservation: with a letter by their card, else by what the desk or the resident says of them. */
export type Joining = {
  id: string
  procedures: readonly string[]
  cardId: CardId | null
  name?: string | undefined
  kana?: string | undefined
  kanaKey?: string | undefined
  birthDate?: string | undefined
  coming: Coming
}

export const insertPerson = (tx: Tx, tenantId: string, basket: Basket, it: Joining) => tx`
  insert into app.reservation_people (tenant_id, reservation_id, subject_id, position, procedure_code, more_procedures, card_id,
    name, kana, kana_key, birth_date, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record)
  select ${tenantId}::uuid, ${basket.id}::uuid, ${basket.subjectId}::uuid, 1 + max(position), ${it.procedures[0] ?? ''},
    ${it.procedures.slice(1)}::text[], ${it.cardId}::uuid, ${it.name ?? null}, ${it.kana ?? null}, ${it.kanaKey ?? null},
    ${it.birthDate ?? null}::date, ${it.coming.comer}, ${it.coming.reason}, ${it.coming.hasNotice}::boolean,
    ${it.coming.changedSinceApplication}::boolean, ${it.coming.guardianIsOnRecord}::boolean
  from app.reservation_people where tenant_id = ${tenantId} and reservation_id = ${basket.id}`

export const deletePerson = (tx: Tx, tenantId: string, basket: Basket, personId: string) => tx`
  delete from app.reservation_people
  where tenant_id = ${tenantId} and reservation_id = ${basket.id} and id = ${personId} and position > 1`

export const writeProcedures = (
  tx: Tx,
  tenantId: string,
  basket: Basket,
  { id, procedures }: { id: string; procedures: readonly string[] },
) => tx`
  update app.reservation_people set procedure_code = ${procedures[0] ?? ''}, more_procedures = ${procedures.slice(1)}
  where tenant_id = ${tenantId} and reservation_id = ${basket.id} and id = ${id}`

type Refit = { channel: string; beyond: boolean; otherVenueFrom: Date | null; wanted: readonly Wanted[] }

/** Answers what app.refit_reservation says; `others`: some of the places were another channel's. */
export async function refitRow(tx: Tx, tenantId: string, id: string, it: Refit, now: Date) {
  const [row] = await tx<[{ outcome: string; others: boolean | null }]>`
    select f.outcome, f.others from app.tenants t, app.refit_reservation(${now}, ${it.channel}, ${id},
      ${it.wanted.map((one) => one.slotId)}, ${it.wanted.map((one) => one.places)}, ${it.beyond}, ${it.otherVenueFrom}) f
    where t.id = ${tenantId} -- tenant: entered`
  return row
}

/** Why this card cannot come along at that venue and time, for staff; null when it can. */
export async function whyCardMayNot(
  tx: Tx,
  tenantId: string,
  it: {
    cardId: CardId
    states: readonly string[]
    venueId: VenueId
    startsAt: Date
    otherVenueFrom: Date | null
  },
) {
  const details = { cardStates: it.states, otherVenueFrom: it.otherVenueFrom?.toISOString() }
  const [row] = await tx<[{ why: string | null }]>`
    select app.why_card_may_not_come(${it.cardId}, ${tx.json(details)}, ${it.venueId}, ${it.startsAt}) as why
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.why
}

type DeskNote = {
  id: string
  act: 'people' | 'change'
  state: string
  officer: string
  terminal: string
  reason: string | null
  now: Date
}

/** What an officer did about a reservation of several people, in its history. */
export const noteDeskAct = (tx: Tx, tenantId: string, it: DeskNote) => tx`
  insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal,
    occurred_at)
  values (${tenantId}, ${it.id}, ${it.act}, ${it.state}, ${it.state}, ${it.reason}, ${it.officer}, ${it.terminal}, ${it.now})`
