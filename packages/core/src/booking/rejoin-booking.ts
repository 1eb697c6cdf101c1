import type { Database } from '@madoguchi/db'
import { mintSecret } from '../identity/session-secret.ts'
import { mintId, type ReservationId } from '../kernel.ts'
import type { PlaceRequest } from './booking-desk.ts'

/**
 * Finds what a form that needs no letter has booked already, for whoever sends it again without the session of the first
 * time: the double tap of somebody whose session was over. Answers the reservation and the secret of a session of its
 * owner; null when nothing was booked with this form, or not for this procedure, name and birth date.
 */
export async function rejoinBooking(
  db: Database,
  tenantId: string,
  { requestId, details }: Pick<PlaceRequest, 'requestId' | 'details'>,
  now: Date,
): Promise<{ reservationId: ReservationId; secret: string } | null> {
  const { secret, hash } = mintSecret()
  const [row] = await db.as(
    { role: 'resident', tenantId, subjectId: null },
    (tx) => tx<[{ booked: ReservationId | null }]>`
      select app.rejoin_booking(${requestId}, ${tx.json(details)}, ${mintId()}, ${hash}, ${now}) as booked
      -- tenant: entered`,
  )
  return row.booked ? { reservationId: row.booked, secret } : null
}
