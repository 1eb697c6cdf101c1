import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { Coming } from './coming-rules.ts'

/** A reservation as its owner and the counter see it. Names and contacts are personal data: never logged. */
export type Reservation = {
  id: string
  number: string
  state: string
  venueId: string
  venueCode: string
  venueName: { ja: string; 'ja-easy'?: string; en?: string }
  laneId: string
  laneCode: string
  startsAt: Date
  minutes: number
  places: number
  language: string
  mail: string | null
  telephone: string | null
  /** How it was booked: web, telephone, counter. */
  bookedBy: string
  policyVersion: number
  version: number
  bookedAt: Date
  changedAt: Date | null
  cancelledAt: Date | null
  procedureCode: string
  cardId: string | null
  cardState: string | null
  /** Where the card lies. */
  cardVenueId: string | null
  coming: Coming
  /** Of the person, and the last day of the card they come for: both decide about their papers. */
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
}

/** The live and past reservations of whoever is entered, newest start first; of one id when given. */
export const reservationsOf = (tx: Tx, tenantId: string, id: string | null = null) => tx<Reservation[]>`
  select r.id, r.number, r.state, r.venue_id, v.code as venue_code, v.name as venue_name, r.lane_id, l.code as lane_code,
    c.venue_id as card_venue_id,
    r.starts_at, r.minutes, r.places, r.language, r.mail, r.telephone, r.channel as booked_by, r.policy_version, r.version, r.booked_at,
    r.changed_at, r.cancelled_at, p.procedure_code, p.card_id, c.state as card_state, app.coming_of(p) as coming,
    coalesce(cp.birth_date, p.birth_date) as birth_date, c.expires_on
  from app.reservations r
  join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
  join app.lanes l on l.tenant_id = r.tenant_id and l.id = r.lane_id
  join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.position = 1
  left join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  left join app.card_people cp on cp.tenant_id = c.tenant_id and cp.card_id = c.id
  where r.tenant_id = ${tenantId} and (${id}::uuid is null or r.id = ${id}::uuid)
  order by r.starts_at desc
  limit 50`

/** Answers the outcome of app.cancel_reservation. */
export async function cancelRow(tx: Tx, tenantId: string, id: string, reason: string, at: Date) {
  const [row] = await tx<[{ outcome: string }]>`
    select app.cancel_reservation(${id}, ${reason}, ${at}) as outcome
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.outcome
}

/** Answers the outcome of app.change_reservation. */
export async function changeRow(
  tx: Tx,
  tenantId: string,
  { id, slotId, at, otherVenueFrom }: { id: string; slotId: string; at: Date; otherVenueFrom: Date | null },
) {
  const [row] = await tx<[{ outcome: string }]>`
    select app.change_reservation(${id}, ${[slotId]}, ${at}, ${otherVenueFrom}) as outcome
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.outcome
}
