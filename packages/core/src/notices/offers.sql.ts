import type { Tx } from '@madoguchi/db'
import type { BookedReservation } from './messages.sql.ts'

type Offer = Omit<BookedReservation, 'coming' | 'moreProcedures' | 'along'> & {
  reservationId: string
  answerBy: Date
}

/** What somebody is told who waits and for whom a place is held; undefined when it is not any more. */
export async function offerToTell(tx: Tx, tenantId: string, waitingId: string) {
  const [row] = await tx<[Offer?]>`
    select r.id, r.id as reservation_id, w.number, r.state, 1 as changed_version, 1 as version, r.venue_id,
      v.name as venue_name, v.details -> 'address' as venue_address, w.procedure_code, p.birth_date, c.expires_on,
      r.starts_at, r.minutes, w.offered_at as since, w.language, w.mail, w.telephone, 'web' as booked_by,
      null as former_mail, w.policy_version, r.held_until as answer_by
    from app.waiting_list w
    join app.reservations r on r.tenant_id = w.tenant_id and r.id = w.reservation_id and r.state = 'held'
    join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
    join app.cards c on c.tenant_id = w.tenant_id and c.id = w.subject_id
    join app.card_people p on p.tenant_id = w.tenant_id and p.card_id = w.subject_id
    where w.tenant_id = ${tenantId} and w.id = ${waitingId}`
  return row
}
