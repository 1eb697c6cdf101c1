import {
  type BookingDesk,
  type BookingRefusal,
  type PlaceRequest,
  rejoinBooking,
} from '@madoguchi/core/booking'
import { endResidentSession, secretHash, welcomeResident } from '@madoguchi/core/identity'
import { ok, type ReservationId, type Result } from '@madoguchi/core/kernel'
import type { Database } from '@madoguchi/db'
import type { Cookies } from '@madoguchi/web'
import type { BookingContext } from './make-page.ts'
import { giveSecret, secretOf } from './resident-cookie.ts'

type Ports = { db: Database; desk: BookingDesk; cookies: Cookies }

/** What a form is told that has booked before, from a browser that has booked something else since. */
const MAY_BE_AGAIN: readonly string[] = ['session-over', 'request-used', 'full', 'closed']

/** Asks the desk as the resident whose session the browser holds; of somebody without a letter, also without one. */
export async function askDesk(
  c: BookingContext,
  { db, desk, cookies }: Ports,
  asked: Omit<PlaceRequest, 'secretHash'>,
  now: Date,
): Promise<Result<{ reservationId: ReservationId }, BookingRefusal | 'busy'>> {
  const tenantId = c.var.tenant.id
  const take = (secret: string) => desk.take(tenantId, { ...asked, secretHash: secretHash(secret) }, now)

  const held = secretOf(c, cookies)
  const first = await take(held ?? '')
  if (first.ok || asked.details.pickup) return first
  if (!MAY_BE_AGAIN.includes(first.reason)) return first

  let outcome: Awaited<ReturnType<typeof take>> = first
  if (first.reason === 'session-over') {
    // Without a letter a session proves nothing: a fresh one saves what was typed. One that is open still is somebody's
    // card or reservation, and does not stay open behind the back of whoever books next.
    if (held) await endResidentSession(db, tenantId, held, now)
    const { secret } = await welcomeResident(db, tenantId, now)
    giveSecret(c, cookies, secret)
    outcome = await take(secret)
    if (outcome.ok) return outcome
  }
  // A form sent twice without a session comes from two strangers, and the first may have taken the last place.
  const booked = await rejoinBooking(db, tenantId, asked, now)
  if (!booked) return outcome
  giveSecret(c, cookies, booked.secret)
  return ok({ reservationId: booked.reservationId })
}
