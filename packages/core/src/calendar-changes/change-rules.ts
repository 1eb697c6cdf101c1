import type { StaffRole } from '../identity/staff-session-rules.ts'
import type { ReservationId } from '../kernel.ts'
import type { CalendarException } from '../tenancy/exception-rules.ts'

/** Who closes or opens days: it decides about many people's visits at once. */
export const mayChangeCalendar = (roles: readonly StaffRole[]): boolean => roles.includes('manager')

/** A change of the calendar: an exception is put beside the rules, or taken back. */
export type Change = 'add' | 'withdraw'

/** 残す (the visit goes on in its closed slot), 移す, 取り消して知らせる, 振替の枠を案内する (moved, if its owner answers in time). */
export const DECISIONS = ['keep', 'move', 'cancel', 'offer'] as const
export type Decision =
  | { decision: 'keep' | 'cancel' }
  | { decision: 'move' | 'offer'; toSlots: readonly string[] }
/** What was decided about a reservation as it stood in a version. */
export type Decided = { reservationId: ReservationId; version: number } & Decision

/** What became of a decision; `stopped`: the change was taken back before its turn came. */
export const ITEM_STATES = ['pending', 'done', 'failed', 'stopped'] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** Why a decision could not be carried out. */
export const ITEM_PROBLEMS = [
  'changed-meanwhile',
  'cancelled-meanwhile',
  'over',
  'full',
  'closed',
  'no-such-slot',
] as const
export type ItemProblem = (typeof ITEM_PROBLEMS)[number]

/** The exceptions as they are without a change, and with it: `inForce` may or may not hold it already. */
export function beforeAndAfter(change: Change, exception: CalendarException) {
  const without = (inForce: CalendarException[]) => inForce.filter((it) => it.id !== exception.id)
  const withIt = (inForce: CalendarException[]) => [exception, ...without(inForce)]
  return change === 'add' ? { before: without, after: withIt } : { before: withIt, after: without }
}

type Settled = { change: Change; exceptionWithdrawn: boolean; version: number }

/**
 * May what was decided about a reservation still be done? Only when it stands as the officer saw it: who has changed it
 * meanwhile had a reason, and is decided about anew when the change still meets them.
 */
export function stillStands(
  { change, exceptionWithdrawn, version }: Settled,
  now: { state: string; version: number },
): 'go-on' | 'stopped' | ItemProblem {
  if (change === 'add' && exceptionWithdrawn) return 'stopped'
  if (now.state === 'cancelled' || now.state === 'expired') return 'cancelled-meanwhile'
  if (now.state !== 'confirmed') return 'over'
  return now.version === version ? 'go-on' : 'changed-meanwhile'
}
