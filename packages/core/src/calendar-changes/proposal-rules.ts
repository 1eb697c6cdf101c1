import type { PlainDate } from '../calendar.ts'

/** A slot that stays open, with what is free of it. `venue` and `lane` are codes. */
export type Candidate = {
  id: string
  venue: string
  lane: string
  startsAt: Date
  minutes: number
  free: number
}

/** A reservation that a change meets: `slots` one after the other, `places` in each. */
export type ToMove = {
  id: string
  venue: string
  lane: string
  startsAt: Date
  places: number
  slots: number
  /** Where it could be received, and from when: a card that lies elsewhere has to be carried there. */
  venues: ReadonlyMap<string, Date | null>
}
/** The days and venues at which whom a change meets may be received instead; without venues at any. */
export type MakeUp = { from: PlainDate; until: PlainDate; venues?: readonly string[] }
export type Proposal = { venue: string; toSlots: string[]; startsAt: Date }

const MINUTE = 60_000
const DAY = 86_400_000
/** A date in Tokyo as a number, nine hours ahead of UTC. */
const dayOf = (at: Date) => Math.floor((at.getTime() + DAY * 0.375) / DAY)

/** So many days to either side are looked at. */
export const FARTHEST = 35

/**
 * Where each reservation could go, for each venue: the same day, else the nearest day (a later one before an earlier one as
 * far away), and on that day the time nearest to its own (the later of two). Whoever comes first chooses first; at each
 * venue every place is proposed to one reservation only, so that all of them may go there. By reservation; the venue that
 * it was booked at comes first. `onlyOne`: one proposal each, so that no place is kept for somebody who goes elsewhere.
 */
export function proposeMoves(
  reservations: readonly ToMove[],
  candidates: readonly Candidate[],
  venues: readonly string[],
  { onlyOne = false } = {},
): Map<string, Proposal[]> {
  const inOrder = reservations.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  const free = new Map(candidates.map((it) => [it.id, it.free]))
  const days = Map.groupBy(candidates, (it) => `${it.venue} ${it.lane} ${dayOf(it.startsAt)}`)
  const proposals = new Map<string, Proposal[]>()

  for (const it of inOrder) {
    const own = [it.venue, ...venues.filter((venue) => venue !== it.venue)].filter((at) => it.venues.has(at))
    const found: Proposal[] = []
    for (const venue of own) {
      if (onlyOne && found.length > 0) break
      const run = nearest(it, venue, days, free)
      const [first] = run
      if (!first) continue
      for (const slot of run) free.set(slot.id, (free.get(slot.id) ?? 0) - it.places)
      found.push({ venue, toSlots: run.map((slot) => slot.id), startsAt: first.startsAt })
    }
    proposals.set(it.id, found)
  }
  return proposals
}

function nearest(
  it: ToMove,
  venue: string,
  days: ReadonlyMap<string, readonly Candidate[]>,
  free: ReadonlyMap<string, number>,
): Candidate[] {
  const home = dayOf(it.startsAt)
  const from = it.venues.get(venue)
  const timeOf = (at: Date) => at.getTime() - dayOf(at) * DAY
  const apart = (slot: Candidate) => Math.abs(timeOf(slot.startsAt) - timeOf(it.startsAt))
  for (let away = 0; away <= FARTHEST; away++) {
    for (const day of away === 0 ? [home] : [home + away, home - away]) {
      const slots = (days.get(`${venue} ${it.lane} ${day}`) ?? []).filter(
        (slot) => (free.get(slot.id) ?? 0) >= it.places && (!from || slot.startsAt >= from),
      )
      const inOrder = slots.toSorted(
        (a, b) => apart(a) - apart(b) || b.startsAt.getTime() - a.startsAt.getTime(),
      )
      for (const slot of inOrder) {
        const run = runFrom(slot, slots, it.slots)
        if (run) return run
      }
    }
  }
  return []
}

/** So many slots, each beginning where the one before ends; null when there are not as many. */
function runFrom(first: Candidate, slots: readonly Candidate[], length: number): Candidate[] | null {
  const run = [first]
  for (let last = first; run.length < length; ) {
    const next = slots.find((it) => it.startsAt.getTime() === last.startsAt.getTime() + last.minutes * MINUTE)
    if (!next) return null
    run.push(next)
    last = next
  }
  return run
}
