import { dateAt } from '../calendar.ts'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'

/** Administrative states of a card (domain.md §5.1), in the order of its life. `expected` is before its first event. */
export const CARD_STATES = [
  'expected',
  'applied',
  'shipped',
  'received',
  'discrepancy',
  'on_hold',
  'preset',
  'stored',
  'notified',
  'notice_returned',
  'reminded',
  'in_transit',
  'picked',
  'at_counter',
  'issued',
  'suspended',
  'mailed',
  'delivered',
  'mail_returned',
  'void_planned',
  'voided',
  'destroyed',
  'returned_to_jlis',
  'awaiting_remake',
  'missing',
  'lost',
  'withdrawn',
] as const
export type CardState = (typeof CARD_STATES)[number]

/** What an officer does about a reservation at the counter, forward first. Each is an event in the custody of its cards. */
export const COUNTER_ACTS = [
  'check_in',
  'start',
  'hand_over',
  'break_off',
  'resume',
  'undo_check_in',
  'undo_start',
  'cancel',
] as const
export type CounterAct = (typeof COUNTER_ACTS)[number]

/** 中断の理由 (domain.md §5.1, state 76). */
export const BREAK_OFF_REASONS = [
  'documents_missing',
  'identity_unproven',
  'pin',
  'jlis_outage',
  'chip_fault',
  'other',
] as const
/** 受取者区分 (domain.md §5.1, state 75): 本人, 法定代理人, 任意代理人. */
export const RECEIVERS = ['owner', 'legal_representative', 'voluntary_representative'] as const
/** Why a card is in hand at a venue that it is not at on record. */
export const IN_HAND_REASONS = ['moved_without_record', 'delivered_here', 'record_wrong'] as const
/** Why the office cancels a reservation. */
export const CANCEL_REASONS = ['resident_asked', 'office_closed', 'double', 'other'] as const

export type ReservationState =
  | 'held'
  | 'confirmed'
  | 'checked_in'
  | 'called'
  | 'serving'
  | 'done'
  | 'partly_done'
  | 'cancelled'
  | 'no_show'
  | 'expired'

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

const CITY_STAFF: readonly StaffRole[] = ['manager', 'officer', 'part_time', 'branch']
const RECEPTION: readonly StaffRole[] = [...CITY_STAFF, 'contractor']

// 本人確認 and the PIN are the municipality's own people's work; a contractor receives and guides (domain.md §5.1).
const WHO: Record<CounterAct, readonly StaffRole[]> = {
  check_in: RECEPTION,
  undo_check_in: RECEPTION,
  start: CITY_STAFF,
  undo_start: CITY_STAFF,
  hand_over: CITY_STAFF,
  break_off: CITY_STAFF,
  resume: CITY_STAFF,
  cancel: [...RECEPTION, 'call_centre'],
}

const FROM: Record<CounterAct, readonly ReservationState[]> = {
  check_in: ['confirmed'],
  undo_check_in: ['checked_in'],
  start: ['checked_in', 'called'],
  undo_start: ['serving'],
  hand_over: ['serving'],
  break_off: ['serving'],
  resume: ['partly_done'],
  cancel: ['held', 'confirmed'],
}

const TO: Record<CounterAct, ReservationState> = {
  check_in: 'checked_in',
  undo_check_in: 'confirmed',
  start: 'serving',
  undo_start: 'checked_in',
  hand_over: 'done',
  break_off: 'partly_done',
  resume: 'checked_in',
  cancel: 'cancelled',
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

export const mayAct = (act: CounterAct, roles: readonly StaffRole[]): boolean =>
  roles.some((role) => WHO[act].includes(role))

/** The acts that make sense now for this officer, in the order in which they are offered. */
export const actsFor = (visit: BrokenOff, roles: readonly StaffRole[], now: Date): CounterAct[] =>
  COUNTER_ACTS.filter(
    (act) =>
      FROM[act].includes(visit.state) &&
      mayAct(act, roles) &&
      !isHindered(act, visit.cards) &&
      (act !== 'resume' || whyNotResumed(visit, now) === null),
  )

/** A card is served and handed over where it lies: on record elsewhere, it is first recorded as in hand here. */
const isHindered = (act: CounterAct, cards: readonly { away: boolean }[]) =>
  (act === 'start' || act === 'hand_over') && cards.some((card) => card.away)

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
  if (!FROM[act].includes(visit.state)) return refuse(INSTEAD[visit.state])
  const hindrance = act === 'resume' ? whyNotResumed(visit, officer.now) : null
  if (hindrance) return refuse(hindrance)
  if (isHindered(act, visit.cards)) return refuse('card-elsewhere')
  if (!hasItsReason(act, visit, officer.reason)) return refuse('reason-missing')
  // 「その他」 alone tells whoever continues nothing.
  if (act === 'break_off' && officer.reason === 'other' && !officer.note) return refuse('note-missing')

  const cards = visit.cards.map((card) => ({ card, to: cardAfter(act, card, officer.ready) }))
  if (cards.some(({ to }) => to === null)) return refuse('card-not-ready')
  return ok({
    reservation: TO[act],
    cards: cards.map(({ card, to }) => ({ id: card.id, from: card.state, to: to as string })),
  })
}

/** A code from the act's own list, where it has one. Without a card nobody receives anything. */
function hasItsReason(act: CounterAct, visit: Visit, reason: string | null): boolean {
  if (act === 'hand_over') return visit.cards.length === 0 || isOneOf(RECEIVERS, reason)
  if (act === 'break_off') return isOneOf(BREAK_OFF_REASONS, reason)
  if (act === 'cancel') return isOneOf(CANCEL_REASONS, reason)
  return true
}

/** May a card in this state be at the counter at all: ready, picked, or there already? */
export const mayBeInHand = (state: string, ready: readonly string[]): boolean =>
  state === 'picked' || state === 'at_counter' || ready.includes(state)

const isOneOf = (list: readonly string[], reason: string | null) => reason !== null && list.includes(reason)

function cardAfter(act: CounterAct, { state, before }: VisitCard, ready: readonly string[]): string | null {
  switch (act) {
    case 'start':
      return state !== 'at_counter' && mayBeInHand(state, ready) ? 'at_counter' : null
    case 'undo_start':
      return state === 'at_counter' ? before : null
    case 'hand_over':
      return state === 'at_counter' ? 'issued' : null
    case 'break_off':
      return state === 'at_counter' ? 'suspended' : null
    // 76→50 (domain.md §5.1): back to where it came from. It goes to the counter again by `start`, which looks at it again.
    case 'resume':
      return state === 'suspended' ? before : null
    case 'check_in':
    case 'undo_check_in':
    case 'cancel':
      return state
  }
}
