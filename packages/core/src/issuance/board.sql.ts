import type { Tx } from '@madoguchi/db'
import type { Coming } from '../booking/coming-rules.ts'
import type { PlainDate } from '../calendar.ts'
import type { CardId, ReservationId, TenantId, VenueId } from '../kernel.ts'
import type { ReservationState } from './counter-act-rules.ts'

/** One who comes, for what, and where their card is. Personal data: never logged. */
export type BoardPerson = {
  name: string | null
  kana: string | null
  procedureCode: string
  /** What they do besides. */
  moreProcedures: string[]
  coming: Coming
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
  cardId: CardId | null
  cardState: string | null
  /** The venue at which it lies on record. */
  cardVenueId: VenueId | null
  /** Where the card lies: 「金庫A › トレイ12」. */
  place: string | null
}

type PersonRow = BoardPerson & {
  id: ReservationId
  number: string
  startsAt: Date
  minutes: number
  state: ReservationState
  language: string
  policyVersion: number
  /** How the last message stands: queued, sent, failed; null when none was asked for. */
  message: string | null
}

/** One line of the board: whose reservation it is, and `along` who comes along. */
export type BoardRow = PersonRow & { along: BoardPerson[] }

/**
 * Everybody who comes to a venue from one instant until before another, by time; those of one reservation one after another.
 * Those held or expired are not people yet.
 */
export const boardOf = (tx: Tx, tenantId: TenantId, venueId: VenueId, from: Date, until: Date) => tx<
  PersonRow[]
>`
  select r.id, r.number, r.starts_at, r.minutes, r.state, r.language, r.policy_version,
    coalesce(cp.name, q.name) as name, coalesce(cp.kana, q.kana) as kana, q.procedure_code, q.more_procedures,
    app.coming_of(q) as coming, coalesce(cp.birth_date, q.birth_date) as birth_date, c.expires_on,
    c.id as card_id, c.state as card_state, c.venue_id as card_venue_id,
    concat_ws(' › ', parent.label, place.label) as place,
    (select m.state from app.messages m where m.tenant_id = ${tenantId} and m.reservation_id = r.id
      order by m.created_at desc limit 1) as message
  from app.reservations r
  join app.reservation_people q on q.tenant_id = r.tenant_id and q.reservation_id = r.id
  left join app.cards c on c.tenant_id = q.tenant_id and c.id = q.card_id
  left join app.card_people cp on cp.tenant_id = c.tenant_id and cp.card_id = c.id
  left join app.places place on place.tenant_id = c.tenant_id and place.id = c.place_id
  left join app.places parent on parent.tenant_id = place.tenant_id and parent.id = place.parent_id
  where r.tenant_id = ${tenantId} and r.venue_id = ${venueId} and r.starts_at >= ${from} and r.starts_at < ${until}
    and r.state not in ('held', 'expired')
  order by r.starts_at, first_value(q.kana) over (partition by r.id order by q.position), r.number, q.position`
