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
import { type Candidate, FARTHEST, type MakeUp, type Proposal, proposeMoves } from './proposal-rules.ts'

/** So many reservations are decided about at once: what one page and one form can hold. */
export const MOST_HITS = 500

export type Look = { most?: number; makeUp?: MakeUp | null }

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

/**
 * Looks at what a change of a municipality's calendar does to its slots and reservations ahead. With `makeUp` each is proposed
 * one place at most, on those days; with null none.
 */
export async function lookAtChange(
  tx: Tx,
  tenantId: TenantId,
  { change, exception }: { change: Change; exception: CalendarException },
  now: Date,
  { most = MOST_HITS, makeUp }: Look = {},
): Promise<Effect> {
  const look = beforeAndAfter(change, exception)
  const before = await readTenantSettings(tx, tenantId, look.before)
  const after = await readTenantSettings(tx, tenantId, look.after)
  const effect = await effectOnSlots(tx, tenantId, { before, after }, exception, now)
  const rows = await hitsIn(
    tx,
    tenantId,
    effect.lost.map((it) => it.id),
    most,
  )
  const tooMany = rows.length > most
  const hits = tooMany ? [] : [...rows]
  const days = makeUp ?? aroundOf(exception, now)
  const candidates =
    hits.length > 0 && makeUp !== null ? await candidatesOn(tx, tenantId, days, effect.lost) : []
  const proposals = proposeMoves(
    hits.map((it) => ({ ...it, venues: receiving(after, it, now) })),
    candidates,
    after.venues.map((it) => it.code),
    { onlyOne: makeUp !== undefined },
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

/** The days around those of a change, from tomorrow on: who is moved must learn of it. */
function aroundOf({ from, until }: { from: PlainDate; until: PlainDate }, now: Date): MakeUp {
  const tomorrow = addDays(dateAt(now), 1)
  const isSoon = addDays(from, -FARTHEST) < tomorrow
  return { from: isSoon ? tomorrow : addDays(from, -FARTHEST), until: addDays(until, FARTHEST) }
}

/** Open slots with something free. */
async function candidatesOn(
  tx: Tx,
  tenantId: TenantId,
  { venues, ...days }: MakeUp,
  lost: readonly ExistingSlot[],
): Promise<Candidate[]> {
  const gone = new Set(lost.map((it) => it.id))
  return (await slotsOnDays(tx, tenantId, days))
    .filter((it) => it.state === 'open' && !gone.has(it.id) && freeIn(it) > 0)
    .filter((it) => venues?.includes(it.venue) ?? true)
    .map((it) => ({ ...it, free: freeIn(it) }))
}

/** What the office may still take, of whatever channel. */
function freeIn({ capacity, limits, taken }: ExistingSlot): number {
  const sum = (of: Readonly<Record<string, number>>) =>
    CHANNELS.reduce((total, channel) => total + (of[channel] ?? 0), 0)
  return Math.min(capacity, sum(limits)) - sum(taken)
}
