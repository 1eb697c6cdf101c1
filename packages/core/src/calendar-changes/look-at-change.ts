import type { Tx } from '@madoguchi/db'
import { type ExistingSlot, effectOnSlots, slotsOnDays } from '../availability/index.ts'
import { otherVenueFrom } from '../booking/index.ts'
import { addDays, dateAt, type PlainDate } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import {
  type CalendarException,
  CHANNELS,
  policyAsOf,
  readTenantSettings,
  type TenantSettings,
} from '../tenancy/index.ts'
import { beforeAndAfter, type Change } from './change-rules.ts'
import { type HitRow, hitsIn } from './hits.sql.ts'
import { type Candidate, FARTHEST, type Proposal, proposeMoves } from './proposal-rules.ts'

/** So many reservations are decided about at once: what one page and one form can hold. */
export const MOST_HITS = 500

/** A reservation that a change meets, with where it could go. */
export type Hit = HitRow & { proposals: Proposal[] }

/** What a change does, looked at before or after it is made. */
export type Effect = {
  changesAnything: boolean
  /** Slots that go, how many places they have, and slots that come. */
  lost: number
  lostPlaces: number
  gained: number
  /** By time; of more than `MOST_HITS` none is listed, and `tooMany` says so. */
  hits: Hit[]
  tooMany: boolean
  candidates: Candidate[]
}

/** Looks at what a change of a municipality's calendar does to its slots and reservations ahead. */
export async function lookAtChange(
  tx: Tx,
  tenantId: TenantId,
  { change, exception }: { change: Change; exception: CalendarException },
  now: Date,
): Promise<Effect> {
  const look = beforeAndAfter(change, exception)
  const before = await readTenantSettings(tx, tenantId, look.before)
  const after = await readTenantSettings(tx, tenantId, look.after)
  const effect = await effectOnSlots(tx, tenantId, { before, after }, exception, now)
  const rows = await hitsIn(
    tx,
    tenantId,
    effect.lost.map((it) => it.id),
    MOST_HITS,
  )
  const tooMany = rows.length > MOST_HITS
  const hits = tooMany ? [] : [...rows]
  const candidates = hits.length > 0 ? await candidatesNear(tx, tenantId, exception, effect.lost, now) : []
  const proposals = proposeMoves(
    hits.map((it) => ({ ...it, venues: receiving(after, it, now) })),
    candidates,
    after.venues.map((it) => it.code),
  )
  return {
    changesAnything: effect.changesAnything,
    lost: effect.lost.length,
    lostPlaces: effect.lost.reduce((sum, it) => sum + it.capacity, 0),
    gained: effect.gained.length,
    hits: hits.map((it) => ({ ...it, proposals: proposals.get(it.id) ?? [] })),
    tooMany,
    candidates,
  }
}

/**
 * The venues that do everything a reservation is for, and from when: a card is handed over where it lies, and elsewhere from
 * when it can have been carried there, if the municipality does that. One with places in several lanes is no plain move.
 */
function receiving({ venues, policies, national }: TenantSettings, hit: HitRow, now: Date) {
  const { procedures, lanes, cardVenues } = hit
  const elsewhereFrom = otherVenueFrom(policyAsOf(policies, now).document.booking, national, now)
  const found = new Map<string, Date | null>()
  for (const { code, active, procedures: done } of lanes > 1 ? [] : venues) {
    if (!active || !procedures.every((it) => done?.includes(it) ?? true)) continue
    if (cardVenues.every((it) => it === code)) found.set(code, null)
    else if (elsewhereFrom) found.set(code, elsewhereFrom)
  }
  return found
}

/** Open slots with something free around the days of a change, from tomorrow on: who is moved must learn of it. */
async function candidatesNear(
  tx: Tx,
  tenantId: TenantId,
  { from, until }: { from: PlainDate; until: PlainDate },
  lost: readonly ExistingSlot[],
  now: Date,
): Promise<Candidate[]> {
  const tomorrow = addDays(dateAt(now), 1)
  const isSoon = addDays(from, -FARTHEST) < tomorrow
  const days = { from: isSoon ? tomorrow : addDays(from, -FARTHEST), until: addDays(until, FARTHEST) }
  const gone = new Set(lost.map((it) => it.id))
  return (await slotsOnDays(tx, tenantId, days))
    .filter((it) => it.state === 'open' && !gone.has(it.id) && freeIn(it) > 0)
    .map((it) => ({ ...it, free: freeIn(it) }))
}

/** What the office may still take, of whatever channel. */
function freeIn({ capacity, limits, taken }: ExistingSlot): number {
  const sum = (of: Readonly<Record<string, number>>) =>
    CHANNELS.reduce((total, channel) => total + (of[channel] ?? 0), 0)
  return Math.min(capacity, sum(limits)) - sum(taken)
}
