import type { Tx } from '@madoguchi/db'
import type { Coming } from '../booking/coming-rules.ts'
import type { PlainDate } from '../calendar.ts'
import type { CardId, ReservationId, TenantId, VenueId } from '../kernel.ts'
import { sinceThen } from './counter.sql.ts'
import type { ReservationState } from './counter-act-rules.ts'
import type { SinceThen } from './custody-rules.ts'
import { nameIsHeld } from './name-held.sql.ts'

/** A reservation as the counter sees it. Personal data: never logged. */
export type VisitRow = {
  id: ReservationId
  number: string
  state: ReservationState
  venueId: VenueId
  laneCode: string
  startsAt: Date
  minutes: number
  channel: string
  language: string
  mail: string | null
  telephone: string | null
  policyVersion: number
  bookedAt: Date
  checkedInAt: Date | null
  servingAt: Date | null
  finishedAt: Date | null
  cancelledAt: Date | null
  cancelReason: string | null
}

/** A place that is only held is nobody's visit yet. */
export async function visitRow(tx: Tx, tenantId: TenantId, id: ReservationId) {
  const [row] = await tx<[VisitRow?]>`
    select r.id, r.number, r.state, r.venue_id, l.code as lane_code, r.starts_at, r.minutes, r.channel, r.language, r.mail,
      r.telephone, r.policy_version, r.booked_at, r.checked_in_at, r.serving_at, r.finished_at, r.cancelled_at, r.cancel_reason
    from app.reservations r join app.lanes l on l.tenant_id = r.tenant_id and l.id = r.lane_id
    where r.tenant_id = ${tenantId} and r.id = ${id} and r.state not in ('held', 'expired')`
  return row
}

export type Visitor = {
  id: string
  name: string | null
  kana: string | null
  birthDate: PlainDate | null
  procedureCode: string
  /** What they do besides. */
  moreProcedures: string[]
  cardId: CardId | null
  coming: Coming
  expiresOn: PlainDate | null
}

/** The people of a reservation. Who has a card is called as the card's record calls them. */
export const visitorsOf = (tx: Tx, tenantId: TenantId, id: ReservationId) => tx<Visitor[]>`
  select p.id, coalesce(c.name, p.name) as name, coalesce(c.kana, p.kana) as kana,
    coalesce(c.birth_date, p.birth_date) as birth_date, p.procedure_code, p.more_procedures, p.card_id, app.coming_of(p) as coming, card.expires_on
  from app.reservation_people p
  left join app.card_people c on c.tenant_id = p.tenant_id and c.card_id = p.card_id
  left join app.cards card on card.tenant_id = p.tenant_id and card.id = p.card_id
  where p.tenant_id = ${tenantId} and p.reservation_id = ${id}
  order by p.position`

export type CardRow = SinceThen & {
  id: CardId
  applicationId: string
  noticeNumber: string | null
  kind: string
  state: string
  stateSince: Date | null
  /** The venue at which it lies on record. */
  venueId: VenueId
  place: string | null
  boxNumber: string | null
  deadlineOn: string | null
  expiresOn: string | null
  name: string
  kana: string | null
  birthDate: string
  address: string | null
  /** When the letter of the live 照会番号 was printed; null while it waits. */
  letterMadeAt: Date | null
  letterWaits: boolean
  /** The name is damaged (nameNeedsConfirming), and nobody has confirmed it: its letter is held. */
  nameHeld: boolean
}

export const cardRows = (tx: Tx, tenantId: TenantId, ids: readonly CardId[]) => tx<CardRow[]>`
  select c.id, c.application_id, c.notice_number, c.kind, c.state, c.state_since, c.venue_id,
    concat_ws(' › ', parent.label, place.label) as place, c.box_number, c.deadline_on, c.expires_on,
    p.name, p.kana, p.birth_date, p.address, n.letter_made_at, n.sealed is not null as letter_waits,
    ${nameIsHeld(tx)} as name_held, ${sinceThen(tx)}
  from app.cards c
  join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
  left join app.places place on place.tenant_id = c.tenant_id and place.id = c.place_id
  left join app.places parent on parent.tenant_id = place.tenant_id and parent.id = place.parent_id
  left join app.inquiry_numbers n on n.tenant_id = c.tenant_id and n.card_id = c.id and n.voided_at is null
  where c.tenant_id = ${tenantId} and c.id = any (${[...ids]})`

export type CardReservation = {
  id: ReservationId
  number: string
  state: ReservationState
  startsAt: Date
  venueId: VenueId
}

export const reservationsOfCard = (tx: Tx, tenantId: TenantId, cardId: CardId) => tx<CardReservation[]>`
  select r.id, r.number, r.state, r.starts_at, r.venue_id
  from app.reservation_people p
  join app.reservations r on r.tenant_id = p.tenant_id and r.id = p.reservation_id
  where p.tenant_id = ${tenantId} and p.card_id = ${cardId}
  order by r.starts_at desc`

export type SentMessage = { id: string; kind: string; channel: string; state: string; at: Date }

export const messagesOf = (tx: Tx, tenantId: TenantId, id: ReservationId) => tx<SentMessage[]>`
  select id, kind, channel, state, coalesce(sent_at, created_at) as at
  from app.messages where tenant_id = ${tenantId} and reservation_id = ${id}
  order by created_at desc`
