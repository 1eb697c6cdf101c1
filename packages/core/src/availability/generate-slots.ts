import type { Database, Tx } from '@madoguchi/db'
import { addDays, dateAt, instantOf } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import { type Overbooking, policyAsOf, readTenantSettings, type TenantSettings } from '../tenancy/index.ts'
import { withOverbooking } from './overbooking-rules.ts'
import { diffSlots, type SlotDiff, type WantedSlot } from './slot-rules.ts'
import {
  addSlots,
  announceSlots,
  changeSlots,
  closeSlots,
  lockSlots,
  slotsBetween,
  withdrawSlots,
} from './slots.sql.ts'
import { visitsLately } from './visits-lately.ts'
import { policyOn, wantedSlots } from './wanted-slots.ts'

export type Generated = { added: number; changed: number; withdrawn: number; closing: number }

/**
 * Makes a municipality's slots from now until `generateDays` ahead what its rules want, in one transaction as `machine`. The same
 * again changes nothing; two copies at once do the work once. Slots beyond that time, and those that have begun, are left
 * alone. Rules that come into force later shape the days from then on.
 */
export function generateSlots(db: Database, tenantId: TenantId, now: Date): Promise<Generated> {
  return db.as({ role: 'machine', tenantId, subjectId: null }, async (tx) => {
    const settings = await readTenantSettings(tx, tenantId)
    const { generateDays } = policyAsOf(settings.policies, now).document.booking
    const today = dateAt(now)
    const plain = wantedSlots(settings, { from: today, until: addDays(today, generateDays) }, now)
    const before = instantOf(addDays(today, generateDays + 1), '00:00')
    const existing = await slotsBetween(tx, tenantId, now, before)
    const visits = await visitsLately(tx, tenantId, settings, now)
    const wanted = withOverbooking(plain, { visits, existing, rulesOf: overbookingOf(settings) })
    return write(tx, tenantId, settings, diffSlots(existing, wanted, now))
  })
}

/** The rules of a slot's day, where they speak of its venue and lane. */
const overbookingOf =
  (settings: TenantSettings) =>
  ({ venue, lane, startsAt }: WantedSlot): Overbooking | null => {
    const { overbooking } = policyOn(settings, dateAt(startsAt)).booking
    if (!overbooking) return null
    const { venues, lanes } = overbooking
    return (venues?.includes(venue) ?? true) && (lanes?.includes(lane) ?? true) ? overbooking : null
  }

async function write(
  tx: Tx,
  tenantId: TenantId,
  settings: TenantSettings,
  diff: SlotDiff,
): Promise<Generated> {
  const { add, change, withdraw, closing } = diff
  const generated = { added: 0, changed: change.length, withdrawn: withdraw.length, closing: closing.length }
  const venueIds = new Map(settings.venues.map((it) => [it.code, it.id]))
  const laneIds = new Map(settings.lanes.map((it) => [it.code, it.id]))
  const placed = add.flatMap((slot) => {
    const [venueId, laneId] = [venueIds.get(slot.venue), laneIds.get(slot.lane)]
    return venueId && laneId ? [{ ...slot, venueId, laneId }] : []
  })
  for (let at = 0; at < placed.length; at += AT_ONCE) {
    generated.added += await addSlots(tx, tenantId, placed.slice(at, at + AT_ONCE))
  }

  const ids = [...change.map((it) => it.id), ...withdraw, ...closing]
  // Locked as late as can be: until the commit nobody can book any of these.
  if (ids.length > 0) await lockSlots(tx, tenantId, ids)
  if (change.length > 0)
    await changeSlots(
      tx,
      tenantId,
      change.map(({ id, to }) => ({ ...to, id })),
    )
  if (withdraw.length > 0) await withdrawSlots(tx, tenantId, withdraw)
  if (closing.length > 0) await closeSlots(tx, tenantId, closing)
  if (generated.added + ids.length > 0) await announceSlots(tx, tenantId)
  return generated
}

/** Slots in one statement: some 300 kB of JSON. */
const AT_ONCE = 2000
