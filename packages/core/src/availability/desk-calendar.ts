import type { Actor, Database } from '@madoguchi/db'
import type { SlotId, TenantId, VenueId } from '../kernel.ts'
import { type Channel, policyAsOf, type TenantSettings } from '../tenancy/index.ts'
import { type DeskRow, deskSlotsOf } from './desk-slots.sql.ts'
import { calendarOf, type LaneCalendar } from './free-slot-rules.ts'
import { endOfOpen } from './window-rules.ts'

/** A lane as the office meets it: the calendar of one channel, and what every channel has left of each slot. */
export type DeskCalendar = LaneCalendar & { left: ReadonlyMap<SlotId, DeskRow['left']> }

type Asked = { lane: string; channel: Channel }

/** Read anew for each page of the office, unlike the residents' calendar: few look at it, and it must not be a second old. */
export async function deskCalendar(
  db: Database,
  actor: Actor,
  { venues, lanes, policies, national }: TenantSettings,
  { lane: code, channel }: Asked,
  now: Date,
): Promise<DeskCalendar | null> {
  const lane = lanes.find((it) => it.code === code && it.active)
  if (!lane) return null
  const policy = policyAsOf(policies, now).document
  const door = { channel, venues: venues.filter((it) => it.active) }
  const active: VenueId[] = door.venues.map((it) => it.id)
  const before = endOfOpen(now, policy.booking, door)
  const rows = await db.as(actor, (tx) =>
    deskSlotsOf(tx, actor.tenantId as TenantId, {
      venues: active,
      lane: lane.id,
      channel,
      after: now,
      before,
    }),
  )
  const left = new Map(rows.map((it) => [it.id, it.left]))
  return { ...calendarOf(code, rows, { policy, national, door }, now), left }
}

const LONGEST = 8 * 60 * 60_000

/** The slot of a venue's lane that is running now, and what is left of it; null when none is. For 予約のない来庁. */
export async function slotRunning(
  db: Database,
  actor: Actor,
  { lanes }: TenantSettings,
  { lane: code, venueId }: { lane: string; venueId: VenueId },
  now: Date,
): Promise<DeskRow | null> {
  const lane = lanes.find((it) => it.code === code && it.active)
  if (!lane) return null
  const rows = await db.as(actor, (tx) =>
    deskSlotsOf(tx, actor.tenantId as TenantId, {
      venues: [venueId],
      lane: lane.id,
      channel: 'counter',
      after: new Date(now.getTime() - LONGEST),
      before: new Date(now.getTime() + 1),
    }),
  )
  return rows.findLast((it) => it.startsAt.getTime() + it.minutes * 60_000 > now.getTime()) ?? null
}
