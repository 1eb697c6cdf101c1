import { dateAt } from '../calendar.ts'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { cardAfter } from './card-state-rules.ts'
import {
  COUNTER_ACTS,
  type CounterAct,
  hasItsReason,
  isReceiver,
  mayAct,
  RESERVATION_AFTER,
  RESERVATION_BEFORE,
  type ReservationState,
} from './counter-act-rules.ts'

/**
 * A card of the visit. `before` is the state from which it last went to the counter, `brokenOffBy` the reservation that was
 * broken off last, `bookedAs` the live one, `handedOverBy` that in which it was handed over. `away`: on record it lies at another venue than the visit's.
 */
export type VisitCard = SinceThen & { id: string; state: string; before: string | null; away: boolean }
export type SinceThen = { brokenOffBy: string | null; bookedAs: string | null; handedOverBy: string | null }
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
  cards: CardDecision[]
  /** Of several cards some are not handed over: why the visit is broken off for those. */
  left?: { reason: string; note: string | null }
}
type CardDecision = { id: string; from: string; to: string; act: CounterAct; reason: string | null }

/** Of several cards, for each (by id) who receives it, or that it stays; and why those that stay do. */
export type HandOver = {
  receivers: ReadonlyMap<string, string>
  left: { reason: string | null; note: string | null }
}
/** In place of a receiver. */
export const STAYS = 'stays'

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

/** The cards that a visit is still about: what was handed over in it before it was taken up again is done with. */
const stillToDo = <Card extends { state: string; handedOverBy: string | null }>(
  cards: readonly Card[],
  id: string,
): Card[] => cards.filter((it) => it.state !== 'issued' || it.handedOverBy !== id)

/** The acts that make sense now for this officer, in the order in which they are offered. */
export const actsFor = (visit: BrokenOff, roles: readonly StaffRole[], now: Date): CounterAct[] =>
  COUNTER_ACTS.filter(
    (act) =>
      RESERVATION_BEFORE[act].includes(visit.state) &&
      mayAct(act, roles) &&
      !isHindered(act, stillToDo(visit.cards, visit.id)) &&
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
export function whyNotResumed({ id, finishedAt, ...visit }: BrokenOff, now: Date): CounterRefusal | null {
  const cards = stillToDo(visit.cards, id)
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
  whole: Visit,
  officer: {
    roles: readonly StaffRole[]
    reason: string | null
    note?: string | null
    handOver?: HandOver | undefined
    ready: readonly string[]
    now: Date
  },
): Result<CounterDecision, CounterRefusal> {
  const visit = { ...whole, cards: stillToDo(whole.cards, whole.id) }
  if (!mayAct(act, officer.roles)) return refuse('not-your-part')
  if (!RESERVATION_BEFORE[act].includes(visit.state)) return refuse(INSTEAD[visit.state])
  const hindrance = whyNotTakenBack(act, visit, officer.now)
  if (hindrance) return refuse(hindrance)
  if (isHindered(act, visit.cards)) return refuse('card-elsewhere')
  const several = act === 'hand_over' && visit.cards.length > 1
  const wanted = several
    ? handOverEach(visit.cards, officer.handOver)
    : visit.cards.map((card) => ({ card, act, reason: officer.reason }))
  if (!wanted || !(several || hasItsReason(act, visit, officer.reason))) return refuse('reason-missing')
  const stays = wanted.some((it) => it.act === 'break_off')
  const left = several && stays ? officer.handOver?.left : undefined
  if (left && !hasItsReason('break_off', visit, left.reason)) return refuse('reason-missing')
  // 「その他」 alone tells whoever continues nothing.
  const broken = act === 'break_off' ? officer : left
  if (broken?.reason === 'other' && !broken.note) return refuse('note-missing')

  const cards = wanted.map((it) => ({ ...it, to: cardAfter(it.act, it.card, officer.ready) }))
  if (cards.some(({ to }) => to === null)) return refuse('card-not-ready')
  return ok({
    reservation: left ? 'partly_done' : RESERVATION_AFTER[act],
    cards: cards.map(({ card, to, act, reason }) => ({
      ...{ id: card.id, from: card.state, to: to as string },
      ...{ act, reason: act === 'break_off' && left ? left.reason : reason },
    })),
    ...(left && { left: { reason: left.reason ?? '', note: left.note } }),
  })
}

/** What is done with each of several cards; null while one is not said, or none is handed over: that is breaking off. */
function handOverEach<Card extends { id: string }>(cards: readonly Card[], said: HandOver | undefined) {
  const each = cards.map((card) => {
    const receiver = said?.receivers.get(card.id) ?? null
    const act: CounterAct = receiver === STAYS ? 'break_off' : 'hand_over'
    return { card, act, reason: receiver }
  })
  const known = each.every((it) => it.act === 'break_off' || isReceiver(it.reason))
  return known && each.some((it) => it.act === 'hand_over') ? each : null
}
