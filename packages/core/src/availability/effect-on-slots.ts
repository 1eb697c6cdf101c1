import type { Tx } from '@madoguchi/db'
import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import type { TenantSettings } from '../tenancy/index.ts'
import { type ExistingSlot, slotsGained, slotsLost, type WantedSlot } from './slot-rules.ts'
import { slotsBetween } from './slots.sql.ts'
import { wantedSlots } from './wanted-slots.ts'

type Days = { from: PlainDate; until: PlainDate }

/** Every slot of these days, whatever its state. */
export const slotsOnDays = (tx: Tx, tenantId: TenantId, { from, until }: Days): Promise<ExistingSlot[]> =>
  slotsBetween(
    tx,
    tenantId,
    new Date(instantOf(from, '00:00').getTime() - 1),
    instantOf(addDays(until, 1), '00:00'),
  )

/**
 * What a change of settings does to the slots of its days: which of those that exist are no longer wanted, occupied ones
 * too, and which the calendar wants anew, as far ahead as it likes. What was unwanted before is not the change's doing.
 */
export async function effectOnSlots(
  tx: Tx,
  tenantId: TenantId,
  { before, after }: Record<'before' | 'after', TenantSettings>,
  days: Days,
  now: Date,
): Promise<{ lost: ExistingSlot[]; gained: WantedSlot[]; changesAnything: boolean }> {
  const existing = await slotsOnDays(tx, tenantId, days)
  const [was, will] = [wantedSlots(before, days), wantedSlots(after, days)]
  const unwanted = new Set(slotsLost(existing, was, now).map((it) => it.id))
  const lost = slotsLost(existing, will, now).filter((it) => !unwanted.has(it.id))
  const gained = slotsGained(was, will, now)
  const changesAnything = gained.length > 0 || slotsGained(will, was, now).length > 0 || lost.length > 0
  return { lost, gained, changesAnything }
}
