import type { BookingWindow } from '../availability/window-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { canBeBooked, laneOf, type Policy, type Procedure, procedureOf } from '../tenancy/policy-rules.ts'

/** Why a booking, a change or a cancellation is refused. Each is an i18n key: `booking:refused.<reason>`. */
export const BOOKING_REFUSALS = [
  'session-over',
  'no-such-procedure',
  'no-such-slot',
  'not-open-yet',
  'closed',
  'full',
  'already-booked',
  'card-not-ready',
  'other-venue',
  'other-venue-too-soon',
  'request-used',
  'too-late',
  'not-found',
] as const
export type BookingRefusal = (typeof BOOKING_REFUSALS)[number]

/** What is known of a slot when a resident asks for it. `lane` is the code of its lane. */
export type AskedSlot = { lane: string; startsAt: Date; window: BookingWindow }

/** May a resident book this procedure in this slot, now? (domain.md §2 rows 18 and 20: the tenant's own window) */
export function mayBook(
  policy: Policy,
  procedureCode: string,
  slot: AskedSlot | null,
  now: Date,
): Result<Procedure, BookingRefusal> {
  const procedure = procedureOf(policy, procedureCode)
  if (!procedure || !canBeBooked(procedure)) return refuse('no-such-procedure')
  const may = mayMove(laneOf(policy, procedureCode)?.code, slot, now)
  return may.ok ? ok(procedure) : may
}

/** May a reservation that is received by this lane begin in this slot? */
export function mayMove(
  lane: string | undefined,
  slot: AskedSlot | null,
  now: Date,
): Result<true, BookingRefusal> {
  if (!slot || lane !== slot.lane) return refuse('no-such-slot')
  if (now < slot.window.opensAt) return refuse('not-open-yet')
  if (now >= slot.window.closesAt) return refuse('closed')
  return ok(true)
}

/** What a slot says that has no place left for a channel: it is full, or the rest of its places opens later (`moreAt`). */
export const whyNoneLeft = ({ moreAt }: { moreAt: Date | null }, now: Date): 'full' | 'not-open-yet' =>
  moreAt && now < moreAt ? 'not-open-yet' : 'full'

/** May a resident still change or cancel by themselves? Until the start by default; the tenant may say earlier. */
export function mayChange(
  reservation: { state: string; startsAt: Date },
  window: Pick<BookingWindow, 'changeUntil'>,
  now: Date,
): Result<true, 'too-late'> {
  if (reservation.state !== 'confirmed') return refuse('too-late')
  return now < window.changeUntil ? ok(true) : refuse('too-late')
}

/** May a resident still correct their contact, or who comes? Until the start, whatever stands about changing the time. */
export const mayCorrect = (
  reservation: { state: string; startsAt: Date },
  now: Date,
): Result<true, 'too-late'> =>
  reservation.state === 'confirmed' && now < reservation.startsAt ? ok(true) : refuse('too-late')

const PICKUP = { new: 'P01', renewal: 'P02', reissue: 'P03' } as const

/** The procedure by which a card of this kind is picked up (domain.md §3), as the municipality offers it. */
export function pickupProcedure(policy: Policy, kind: string): Procedure | undefined {
  const usual = kind in PICKUP ? PICKUP[kind as keyof typeof PICKUP] : undefined
  const offered = policy.procedures.filter((it) => it.needsCard && !it.comer)
  return offered.find((it) => it.code === usual) ?? offered[0]
}

const LIVE = ['held', 'confirmed', 'checked_in', 'called', 'serving'] as const

/** True while a reservation still holds its place. */
export const isLive = (state: string): boolean => (LIVE as readonly string[]).includes(state)
