import type { Tx } from '@madoguchi/db'
import type { Coming } from '../booking/coming-rules.ts'
import type { PlainDate } from '../calendar.ts'
import type { CardId, ReservationId, TenantId, VenueId } from '../kernel.ts'
import type { ReservationState } from './counter-act-rules.ts'

/** One line of the board: who comes, for what, and where their card is. Personal data: never logged. */
export type BoardRow = {
  id: ReservationId
  number: string
  startsAt: Date
  minutes: number
  state: ReservationState
  language: string
  policyVersion: number
  name: string | null
  kana: string | null
  people: number
  procedureCode: string
  /** The first of them: who comes for them, and what that needs. */
  coming: Coming
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
  cardId: CardId | null
  cardState: string | null
  /** The venue at which it lies on record. */
  cardVenueId: VenueId | null
  /** Where the card lies: 「金庫A › トレイ12」. */
  place: string | null
  /** How the last message stands: queued, sent, failed; null when none was asked for. */
  message: string | null
}

/** A venue's reservations from one instant until before another, by time; those held or expired are not people yet. */
export const boardOf = (tx: Tx, tenantId: TenantId, venueId: VenueId, from: Date, until: Date) => tx<
  BoardRow[]
>`
  select r.id, r.number, r.starts_at, r.minutes, r.state, r.language, r.policy_version,
    coalesce(cp.name, q.name) as name, coalesce(cp.kana, q.kana) as kana, q.people, q.procedure_code,
    q.coming, coalesce(cp.birth_date, q.birth_date) as birth_date, c.expires_on,
    c.id as card_id, c.state as card_state, c.venue_id as card_venue_id,
    concat_ws(' › ', parent.label, place.label) as place,
    (select m.state from app.messages m where m.tenant_id = ${tenantId} and m.reservation_id = r.id
      order by m.created_at desc limit 1) as message
  from app.reservations r
  join lateral (
    select p.name, p.kana, p.procedure_code, p.card_id, p.birth_date, app.coming_of(p) as coming, count(*) over ()::integer as people
    from app.reservation_people p where p.tenant_id = ${tenantId} and p.reservation_id = r.id
    order by p.position limit 1
  ) q on true
  left join app.cards c on c.tenant_id = r.tenant_id and c.id = q.card_id
  left join app.card_people cp on cp.tenant_id = c.tenant_id and cp.card_id = c.id
  left join app.places place on place.tenant_id = c.tenant_id and place.id = c.place_id
  left join app.places parent on parent.tenant_id = place.tenant_id and parent.id = place.parent_id
  where r.tenant_id = ${tenantId} and r.venue_id = ${venueId} and r.starts_at >= ${from} and r.starts_at < ${until}
    and r.state not in ('held', 'expired')
  order by r.starts_at, q.kana, r.number`
