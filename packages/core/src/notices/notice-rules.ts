import type { StaffRole } from '../identity/staff-session-rules.ts'

/**
 * What a mail tells of. `missed`: nobody came, as the clock has it. `moved`, `offered` (a place instead, set aside until its owner
 * answers) and `called_off` are the office's own, with its reason; `lapsed`: nobody answered in time. `contact_left` goes to the
 * address that was corrected: it says nothing of the reservation, since nobody knows whose address that was.
 */
export const CONFIRMATIONS = [
  'reservation.booked',
  'reservation.changed',
  'reservation.cancelled',
  'reservation.missed',
  'reservation.moved',
  'reservation.called_off',
  'reservation.offered',
  'reservation.lapsed',
  'reservation.contact_changed',
  'reservation.contact_left',
] as const
export type Confirmation = (typeof CONFIRMATIONS)[number]

/** What a mail reminds of: it is nobody's act, its time has come. */
export const REMINDER = 'reservation.reminder'
/** キャンセル待ち: a place is held for somebody until they answer. They have no reservation yet. */
export const WAITING_OFFER = 'reservation.waiting_offer'
export const MESSAGE_KINDS = [...CONFIRMATIONS, REMINDER, WAITING_OFFER] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

/** Where a message stands. `overtaken`: a later act made it untrue before it left, so it does not leave. */
export const MESSAGE_STATES = ['queued', 'sent', 'failed', 'overtaken'] as const

/** Why a message did not leave, as much as may be kept: a mail server's own words quote addresses. */
export const DELIVERY_PROBLEMS = ['bad-address', 'refused', 'unreachable', 'other'] as const
export type DeliveryProblem = (typeof DELIVERY_PROBLEMS)[number]

/** How a reservation stands now: its state, and its version when it was last changed (1: never). */
export type Standing = { state: string; changedVersion: number }

export const CONTACT_LEFT = 'reservation.contact_left' satisfies Confirmation

/** What speaks of a reservation that is no more, and the state in which it then is. */
export const GONE = {
  'reservation.cancelled': 'cancelled',
  'reservation.called_off': 'cancelled',
  'reservation.lapsed': 'cancelled',
  'reservation.missed': 'no_show',
} as const satisfies Partial<Record<Confirmation, string>>
export const isGone = (kind: string): kind is keyof typeof GONE => Object.hasOwn(GONE, kind)
const AHEAD = ['held', 'confirmed']

/**
 * Would the message say what is no longer so? "Booked", "changed", "moved" and a reminder speak of one version of a reservation
 * that is still ahead; "cancelled", "called off" and "missed" of one that has ended so. A kind that speaks of no reservation is never overtaken.
 */
export function isOvertaken(kind: string, version: number, now: Standing): boolean {
  if (kind === CONTACT_LEFT) return false
  if (kind === WAITING_OFFER) return now.state !== 'held'
  if (isGone(kind)) return now.state !== GONE[kind]
  if (!MESSAGE_KINDS.some((it) => it === kind)) return false
  return !AHEAD.includes(now.state) || version < now.changedVersion
}

/** A reminder of a visit whose time has come helps nobody: it does not leave. */
export const isTooLate = (kind: string, startsAt: Date | null, now: Date): boolean =>
  kind === REMINDER && startsAt !== null && startsAt <= now

const UNREACHABLE = [
  'ECONNECTION',
  'ECONNREFUSED',
  'ECONNRESET',
  'EDNS',
  'ESOCKET',
  'ETIMEDOUT',
  'ETLS',
  'EAUTH',
]

/** The kind of a failed delivery. Codes: nodemailer's, and EADDRESS for what is not one mail address. */
export function problemOf(defect: unknown): DeliveryProblem {
  const code = String((defect as { code?: unknown } | null)?.code)
  if (code === 'EADDRESS') return 'bad-address'
  if (code === 'EENVELOPE') return 'refused'
  return UNREACHABLE.includes(code) ? 'unreachable' : 'other'
}

/** A message that has waited so long without leaving, in milliseconds, is looked at by a person. */
export const STUCK_AFTER = 5 * 60_000

/** Another job may take a message up when the one that had it in hand has said nothing for so long, in milliseconds. */
export const IN_HAND_FOR = 2 * 60_000

const MENDING: readonly StaffRole[] = ['manager', 'officer', 'part_time', 'branch', 'call_centre']

/** Who sees the messages that did not leave, and has them sent again: whoever would ring the resident instead. */
export const mayMendMessages = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => MENDING.includes(role))
