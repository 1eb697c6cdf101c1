import { dateAt } from '../calendar.ts'
import type { Overbooking } from '../tenancy/policy-rules.ts'
import { type ExistingSlot, keyOf, type WantedSlot, withExpected } from './slot-rules.ts'

/** How many of a venue's lane came or did not come in the weeks looked at, and how many of these did not. */
export type Visits = { venue: string; lane: string; visits: number; missed: number }

/** The share of a venue's lane that is likely to stay away, from 0 to the municipality's cap; 0 while too little is known. */
export function shareExpected(
  { visits, missed }: Pick<Visits, 'visits' | 'missed'>,
  rules: Overbooking,
): number {
  return visits < rules.leastVisits ? 0 : Math.min(missed / visits, rules.mostPercent / 100)
}

type Asked = {
  visits: readonly Visits[]
  existing: readonly ExistingSlot[]
  /** The rules of a slot's day; null: none is added. */
  rulesOf: (slot: WantedSlot) => Overbooking | null
}

/**
 * The slots with the places that are likely to stay empty (見込み), spread evenly over each day of a venue's lane. What somebody
 * has already of such places counts first, so that the day stays within its share.
 */
export function withOverbooking(
  slots: readonly WantedSlot[],
  { visits, existing, rulesOf }: Asked,
): WantedSlot[] {
  if (visits.length === 0) return [...slots]
  const known = new Map(visits.map((it) => [`${it.venue} ${it.lane}`, it]))
  const there = new Map(existing.map((it) => [keyOf(it), it]))
  const days = Map.groupBy(slots, (it) => `${it.venue} ${it.lane} ${dateAt(it.startsAt)}`)
  return [...days.values()].flatMap((day) => {
    const [first] = day
    const rules = first && rulesOf(first)
    const seen = first && known.get(`${first.venue} ${first.lane}`)
    if (!rules || !seen) return day
    const had = day.map((it) => keptOf(it, there.get(keyOf(it))))
    const expected = spread(
      day.map((it) => it.capacity),
      shareExpected(seen, rules),
      { had, most: rules.mostPlaces },
    )
    return day.map((it, at) => withExpected(it, expected[at] ?? 0))
  })
}

/** Expected places of a slot that somebody has taken. */
function keptOf({ capacity }: WantedSlot, slot: ExistingSlot | undefined): number {
  if (!slot) return 0
  const taken = slot.taken.web + slot.taken.telephone + slot.taken.counter
  return Math.max(0, Math.min(slot.expected, taken - capacity))
}

/** A share of a day's places, in whole places: never more in all, as even as can be, at most so many in one slot. */
export function spread(
  places: readonly number[],
  share: number,
  { had, most }: { had: readonly number[]; most: number },
): number[] {
  const upTo = (at: number) =>
    Math.floor(places.slice(0, at).reduce((sum, it) => sum + it, 0) * share + ROUNDING)
  let left = Math.max(0, upTo(places.length) - had.reduce((sum, it) => sum + it, 0))
  return places.map((_, at) => {
    const own = had[at] ?? 0
    const more = Math.min(left, Math.max(0, Math.min(most, upTo(at + 1) - upTo(at)) - own))
    left -= more
    return own + more
  })
}

/** A tenth of ten is one. */
const ROUNDING = 1e-9
