import { dateAt } from '../calendar.ts'
import { ok, type Result, refuse } from '../kernel.ts'

/** Why somebody who shows a reservation number at a kiosk or a machine is not checked in. Each page says what to do instead. */
export const CHECK_IN_REFUSALS = [
  'not-a-number',
  'not-found',
  'wrong-venue',
  'too-early',
  'other-day',
  'already-checked-in',
  'over',
] as const
export type CheckInRefusal = (typeof CHECK_IN_REFUSALS)[number]

/** Earlier than this, a kiosk sends nobody into the queue. */
const MINUTES_BEFORE = 60

export type Arriving = { state: string; venueId: string; startsAt: Date }

const HERE: readonly string[] = ['checked_in', 'called', 'serving']

/**
 * May whoever holds this reservation check in by themselves, here and now? On its day (Asia/Tokyo), at its venue, from an hour
 * before its start; whoever comes late is still received. What else happened is for an officer to look at.
 */
export function mayCheckIn(
  reservation: Arriving | null,
  venueId: string,
  now: Date,
): Result<true, CheckInRefusal> {
  if (!reservation || reservation.state === 'held' || reservation.state === 'expired')
    return refuse('not-found')
  if (HERE.includes(reservation.state)) return refuse('already-checked-in')
  if (reservation.state !== 'confirmed') return refuse('over')
  if (dateAt(reservation.startsAt) !== dateAt(now)) return refuse('other-day')
  if (reservation.venueId !== venueId) return refuse('wrong-venue')
  if (now.getTime() < reservation.startsAt.getTime() - MINUTES_BEFORE * 60_000) return refuse('too-early')
  return ok(true)
}
