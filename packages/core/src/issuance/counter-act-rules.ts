import type { StaffRole } from '../identity/staff-session-rules.ts'

/** What an officer does about a reservation at the counter, forward first. Each is an event in the custody of its cards. */
export const COUNTER_ACTS = [
  'check_in',
  'start',
  'hand_over',
  'break_off',
  'resume',
  'undo_check_in',
  'undo_start',
  'undo_miss',
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

const CITY_STAFF: readonly StaffRole[] = ['manager', 'officer', 'part_time', 'branch']
const RECEPTION: readonly StaffRole[] = [...CITY_STAFF, 'contractor']

// 本人確認 and the PIN are the municipality's own people's work; a contractor receives and guides (domain.md §5.1).
const WHO: Record<CounterAct, readonly StaffRole[]> = {
  check_in: RECEPTION,
  undo_check_in: RECEPTION,
  start: CITY_STAFF,
  undo_start: CITY_STAFF,
  undo_miss: RECEPTION,
  hand_over: CITY_STAFF,
  break_off: CITY_STAFF,
  resume: CITY_STAFF,
  cancel: [...RECEPTION, 'call_centre'],
}

/** The states of the reservation from which an act is done. */
export const RESERVATION_BEFORE: Record<CounterAct, readonly ReservationState[]> = {
  check_in: ['confirmed'],
  undo_check_in: ['checked_in'],
  start: ['checked_in', 'called'],
  undo_start: ['serving'],
  undo_miss: ['no_show'],
  hand_over: ['serving'],
  break_off: ['serving'],
  resume: ['partly_done'],
  cancel: ['held', 'confirmed'],
}

/** The state in which an act leaves the reservation. */
export const RESERVATION_AFTER: Record<CounterAct, ReservationState> = {
  check_in: 'checked_in',
  undo_check_in: 'confirmed',
  start: 'serving',
  undo_start: 'checked_in',
  // Whoever came after all is here: back to `confirmed`, the clock would set it to missed again.
  undo_miss: 'checked_in',
  hand_over: 'done',
  break_off: 'partly_done',
  resume: 'checked_in',
  cancel: 'cancelled',
}

export const mayAct = (act: CounterAct, roles: readonly StaffRole[]): boolean =>
  roles.some((role) => WHO[act].includes(role))

/** A code from the act's own list, where it has one. Without a card nobody receives anything. */
export function hasItsReason(
  act: CounterAct,
  visit: { cards: readonly unknown[] },
  reason: string | null,
): boolean {
  if (act === 'hand_over') return visit.cards.length === 0 || isReceiver(reason)
  if (act === 'break_off') return isOneOf(BREAK_OFF_REASONS, reason)
  if (act === 'cancel') return isOneOf(CANCEL_REASONS, reason)
  return true
}

/** Is this one of those who may receive a card? */
export const isReceiver = (reason: string | null): boolean => isOneOf(RECEIVERS, reason)

const isOneOf = (list: readonly string[], reason: string | null) => reason !== null && list.includes(reason)
