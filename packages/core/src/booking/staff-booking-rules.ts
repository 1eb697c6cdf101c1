import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { canBeBooked, type Policy, type Procedure } from '../tenancy/policy-rules.ts'
import { type AskedSlot, BOOKING_REFUSALS, mayBook, mayMove } from './booking-rules.ts'

/** The ways in which the office books; the web is the residents' own. */
export const DESK_CHANNELS = ['telephone', 'counter'] as const
export type DeskChannel = (typeof DESK_CHANNELS)[number]

/** Why an officer takes a place that is kept for another channel. Codes: words about a person do not belong there. */
export const OVERRIDE_REASONS = [
  'cannot_use_web',
  'deadline_near',
  'office_mistake',
  'hardship',
  'other_need',
] as const
export type OverrideReason = (typeof OVERRIDE_REASONS)[number]

/** Why the office's booking or change is refused: as on the web, and what only the office meets. `telephone:refused.<reason>`. */
export const DESK_REFUSALS = [
  ...BOOKING_REFUSALS,
  'not-your-part',
  'channel-full',
  'several-slots',
  'reason-missing',
  'no-slot-now',
] as const
export type DeskRefusal = (typeof DESK_REFUSALS)[number]

const ANSWERING: readonly StaffRole[] = ['manager', 'officer', 'part_time', 'branch', 'call_centre']

/** Who answers the telephone, and books for whoever rings. */
export const mayAnswerCalls = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => ANSWERING.includes(role))

/** May an officer take a place of another channel at all? Never beyond a slot's capacity, whatever a municipality says. */
export const mayOverride = (policy: Policy): boolean => policy.booking.staffOverride === 'within-capacity'

/** What an officer asks for: `now` is a slot that is running, for somebody who stands at the counter. */
export type DeskAsk = { procedure: string; slot: AskedSlot | null; running: boolean; reason: string | null }

/**
 * May this officer book this procedure in this slot, and take another channel's place for it? The rules are those of the web
 * (`mayBook`), but whoever stands at the counter needs no window.
 */
export function mayBookFor(
  policy: Policy,
  roles: readonly StaffRole[],
  { procedure, slot, running, reason }: DeskAsk,
  now: Date,
): Result<{ procedure: Procedure; beyond: boolean }, DeskRefusal> {
  if (!mayAnswerCalls(roles)) return refuse('not-your-part')
  if (running && !slot) return refuse('no-slot-now')
  const window = { opensAt: now, closesAt: new Date(now.getTime() + 1), changeUntil: now }
  const allowed = mayBook(policy, procedure, running && slot ? { ...slot, window } : slot, now)
  if (!allowed.ok) return allowed
  if (reason && !OVERRIDE_REASONS.some((it) => it === reason)) return refuse('reason-missing')
  return ok({ procedure: allowed.value, beyond: reason !== null && mayOverride(policy) })
}

/** May this officer move a reservation of several people to this slot, as above? `lane` is the reservation's. */
export function mayMoveFor(
  policy: Policy,
  roles: readonly StaffRole[],
  { lane, slot, reason }: { lane: string; slot: AskedSlot | null; reason: string | null },
  now: Date,
): Result<{ beyond: boolean }, DeskRefusal> {
  if (!mayAnswerCalls(roles)) return refuse('not-your-part')
  const may = mayMove(lane, slot, now)
  if (!may.ok) return may
  if (reason && !OVERRIDE_REASONS.some((it) => it === reason)) return refuse('reason-missing')
  return ok({ beyond: reason !== null && mayOverride(policy) })
}

/** The procedures that can be booked without a letter, in the municipality's order. */
export const proceduresWithoutCard = (policy: Policy): Procedure[] =>
  policy.procedures.filter((it) => !it.needsCard && canBeBooked(it))
