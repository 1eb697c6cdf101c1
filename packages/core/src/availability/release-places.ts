import type { Database, Tx } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import { readTenantSettings } from '../tenancy/index.ts'
import { keyOf, withExpected } from './slot-rules.ts'
import { announceSlots, forgetReleases, raiseLimits, slotsDue } from './slots.sql.ts'
import { wantedSlots } from './wanted-slots.ts'

/** In one transaction: short enough that nobody who books there waits long. */
const AT_ONCE = 200

/**
 * Opens the places whose time has come: the next lot of a channel, and what a channel was kept and did not use. Limits only
 * rise, and nobody's place is touched; the calendars are told after each commit. Run twice, or by two programs at once, it opens
 * each place once. Answers how many slots it opened something in.
 */
export async function releasePlaces(db: Database, tenantId: TenantId, now: Date): Promise<number> {
  let released = 0
  for (;;) {
    const count = await db.as({ role: 'machine', tenantId, subjectId: null }, (tx) =>
      releaseNext(tx, tenantId, now),
    )
    released += count
    if (count < AT_ONCE) return released
  }
}

async function releaseNext(tx: Tx, tenantId: TenantId, now: Date): Promise<number> {
  const due = await slotsDue(tx, tenantId, now, AT_ONCE)
  if (due.length === 0) return 0
  const settings = await readTenantSettings(tx, tenantId)
  const dates = [...new Set(due.map((it) => dateAt(it.startsAt)))]
  const wanted = new Map(
    dates
      .flatMap((date) => wantedSlots(settings, { from: date, until: date }, now))
      .map((it) => [keyOf(it), it]),
  )
  const raised = due.flatMap((slot) => {
    const to = wanted.get(keyOf(slot))
    return to ? [{ ...withExpected(to, slot.expected), id: slot.id }] : []
  })
  const gone = due.filter((it) => !wanted.has(keyOf(it))).map((it) => it.id)
  if (raised.length > 0) await raiseLimits(tx, tenantId, raised)
  if (gone.length > 0) await forgetReleases(tx, tenantId, gone)
  await announceSlots(tx, tenantId)
  return due.length
}
