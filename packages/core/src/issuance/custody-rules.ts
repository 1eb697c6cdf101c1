import { dateAt } from '../calendar.ts'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { cardAfter } from './card-state-rules.ts'
import {
  COUNTER_ACTS,
  type CounterAct,
  hasItsReason,
  mayAct,
  RESERVATION_AFTER,
  RESERVATION_BEFORE,
  type ReservationState,
} from './counter-act-rules.ts'

/**
 * A card of the visit. `before` is the state from which it last went to the counter, `brokenOffBy` the reservation that was
 * broken off last, `bookedAs` the live one. `away`: on record it lies at another venue than the visit's.
 */
export type VisitCard = SinceThen & { id: string; state: string; before: string | null; away: boolean }
export type SinceThen = { brokenOffBy: string | null; bookedAs: string | null }
export type Visit<Card = VisitCard> = {
  id: string
  state: ReservationState
  finishedAt: Date | null
  cards: readonly Card[]
}
type BrokenOff = Visit<SinceThen & { state: string; away: boolean }>

export const COUNTER_REFUSALS = [
  'not-your-part',
  'reason-missing',
  'note-missing',
  'card-not-ready',
  'card-elsewhere',
  'only-held',
  'not-checked-in',
  'already-checked-in',
  'already-started',
  'already-handed-over',
  'already-broken-off',
  'broken-off-earlier',
  'booked-again',
  'card-moved-since',
  'already-cancelled',
  'reservation-over',
] as const
export type CounterRefusal = (typeof COUNTER_REFUSALS)[number]

export type CounterDecision = {
  reservation: ReservationState
  cards: { id: string; from: string; to: string }[]
}

/** Where the reservation stands instead: what the second of two officers is told. */
const INSTEAD: Record<ReservationState, CounterRefusal> = {
  held: 'only-held',
  confirmed: 'not-checked-in',
  checked_in: 'already-checked-in',
  called: 'already-checked-in',
  serving: 'already-started',
  done: 'already-handed-over',
  partly_done: 'already-broken-off',
  cancelled: 'already-cancelled',
  no_show: 'reservation-over',
  expired: 'reservation-over',
}

/** The acts that make sense now for this officer, in the order in which they are offered. */
export const actsFor = (visit: BrokenOff, roles: readonly StaffRole[], now: Date): CounterAct[] =>
  COUNTER_ACTS.filter(
    (act) =>
      RESERVATION_BEFORE[act].includes(visit.state) &&
      mayAct(act, roles) &&
      !isHindered(act, visit.cards) &&
      whyNotTakenBack(act, visit, now) === null,
  )

/** A card is served and handed over where it lies: on record elsewhere, it is first recorded as in hand here. */
const isHindered = (act: CounterAct, cards: readonly { away: boolean }[]) =>
  (act === 'start' || act === 'hand_over') && cards.some((card) => card.away)

/** Why a visit that had ended is not taken up again by this act; null when it may be, and for any other act. */
function whyNotTakenBack(act: CounterAct, visit: BrokenOff, now: Date): CounterRefusal | null {
  if (act === 'resume') return whyNotResumed(visit, now)
  return act === 'undo_miss' && visit.cards.some((card) => card.bookedAs !== null) ? 'booked-again' : null
}

/**
 * Why a visit that was broken off is not taken up again: only on its own day (Asia/Tokyo), and while nothing else has become
 * of the card. Afterwards it is another visit, with another reservation. Null when it may be.
 */
export function whyNotResumed({ id, finishedAt, cards }: BrokenOff, now: Date): CounterRefusal | null {
  if (cards.some((card) => card.bookedAs !== null)) return 'booked-again'
  if (cards.some((card) => card.state !== 'suspended' || card.brokenOffBy !== id)) return 'card-moved-since'
  return finishedAt && dateAt(finishedAt) === dateAt(now) ? null : 'broken-off-earlier'
}

/**
 * May this officer do this, now, and what becomes of the reservation and its cards? `ready` are the states from which
 * the municipality lets a card go to the counter, besides `picked` (its bookableCardStates, domain.md §5.1: 50/60/62→70→72).
 */
export function decideAct(
  act: CounterAct,
  visit: Visit,
  officer: {
    roles: readonly StaffRole[]
    reason: string | null
    note?: string | null
    ready: readonly string[]
    now: Date
  },
): Result<CounterDecision, CounterRefusal> {
  if (!mayAct(act, officer.roles)) return refuse('not-your-part')
  if (!RESERVATION_BEFORE[act].includes(visit.state)) return refuse(INSTEAD[visit.state])
  const hindrance = whyNotTakenBack(act, visit, officer.now)
  if (hindrance) return refuse(hindrance)
  if (isHindered(act, visit.cards)) return refuse('card-elsewhere')
  if (!hasItsReason(act, visit, officer.reason)) return refuse('reason-missing')
  // 「その他」 alone tells whoever continues nothing.
  if (act === 'break_off' && officer.reason === 'other' && !officer.note) return refuse('note-missing')

  const cards = visit.cards.map((card) => ({ card, to: cardAfter(act, card, officer.ready) }))
  if (cards.some(({ to }) => to === null)) return refuse('card-not-ready')
  return ok({
    reservation: RESERVATION_AFTER[act],
    cards: cards.map(({ card, to }) => ({ id: card.id, from: card.state, to: to as string })),
  })
}
