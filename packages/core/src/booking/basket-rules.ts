import { ok, type Result, refuse, type SlotId } from '../kernel.ts'
import type { BasketPolicy, CounterUse, Policy, Procedure } from '../tenancy/policy-rules.ts'
import { canBeBooked, procedureOf } from '../tenancy/policy-rules.ts'

/** Why somebody cannot be added to a reservation, or taken out of it. `basket:refused.<reason>`. */
export const BASKET_REFUSALS = [
  'too-many-people',
  'too-many-procedures',
  'no-such-procedure',
  'other-counter',
  'letter-needed',
  'first-stays',
  'no-such-person',
] as const
export type BasketRefusal = (typeof BASKET_REFUSALS)[number]

/** The most that one person does in one visit. */
const MOST_PROCEDURES = 4

/** One of the people of a reservation, as far as places and counters go. `card`: they come for a card of theirs. */
export type BasketPerson = { id: string; procedures: readonly string[]; card: boolean }

/** More than one thing to do: places are then reckoned, and not simply one. */
export const isBasket = (people: readonly Pick<BasketPerson, 'procedures'>[]): boolean =>
  people.length > 1 || people.some((it) => it.procedures.length > 1)

export type PeopleChange =
  | ({ act: 'add' } & BasketPerson)
  | { act: 'remove'; id: string }
  | { act: 'procedures'; id: string; procedures: readonly string[] }

/** The counters at which a reservation is received: its lane, and what its venue does (all, unless it says so). */
export type Counters = { lane: string; venue: { code: string; procedures?: readonly string[] | undefined } }

/** Does this lane's counter do that, for whoever comes by themselves or along with somebody? */
function receives(
  policy: Policy,
  { lane: code, venue }: Counters,
  procedure: string,
): 'alone' | 'along' | null {
  const lane = policy.lanes.find((it) => it.code === code)
  if (!lane || venue.procedures?.includes(procedure) === false) return null
  if (lane.procedures.includes(procedure)) return 'alone'
  return lane.along?.includes(procedure) ? 'along' : null
}

/**
 * Who comes after a change, in their order; or why it cannot be. The first person stays: whose reservation it is. Somebody of
 * whom no letter was shown comes for no card.
 */
export function peopleAfter(
  people: readonly BasketPerson[],
  change: PeopleChange,
  policy: Policy,
  counters: Counters,
): Result<BasketPerson[], BasketRefusal> {
  const known = people.find((it) => it.id === change.id)
  if (change.act !== 'add' && !known) return refuse('no-such-person')
  if (change.act === 'remove') {
    if (known === people[0]) return refuse('first-stays')
    return ok(people.filter((it) => it !== known))
  }
  const after =
    change.act === 'add'
      ? [...people, { id: change.id, procedures: change.procedures, card: change.card }]
      : people.map((it) => (it === known ? { ...it, procedures: change.procedures } : it))
  if (after.length > policy.baskets.most) return refuse('too-many-people')
  const changed = after.find((it) => it.id === change.id)
  const why = changed && whyNot(changed, policy, counters)
  if (why) return refuse(why)
  // The counters of a lane are there for its own procedures; what they also do comes along with one of those.
  const own = after.some((it) => it.procedures.some((code) => receives(policy, counters, code) === 'alone'))
  return own ? ok(after) : refuse('other-counter')
}

function whyNot(person: BasketPerson, policy: Policy, counters: Counters): BasketRefusal | null {
  const { procedures, card } = person
  if (procedures.length > MOST_PROCEDURES) return 'too-many-procedures'
  const offered = procedures.map((code) => procedureOf(policy, code))
  if (procedures.length === 0 || new Set(procedures).size < procedures.length) return 'no-such-procedure'
  if (!offered.every((it) => it && canBeBooked(it))) return 'no-such-procedure'
  if (offered.filter((it) => it?.needsCard).length !== (card ? 1 : 0)) return 'letter-needed'
  return procedures.every((code) => receives(policy, counters, code)) ? null : 'other-counter'
}

/** What these counters do for somebody without a letter who comes along, and beside a pick-up; in the municipality's order. */
export const offeredAlong = (policy: Policy, counters: Counters): Procedure[] =>
  policy.procedures.filter((it) => !it.needsCard && canBeBooked(it) && receives(policy, counters, it.code))

/** How a venue's lane receives several people of one reservation. */
export const counterUseAt = (baskets: BasketPolicy, venue: string, lane: string): CounterUse =>
  baskets.own?.findLast((it) => (it.venues?.includes(venue) ?? true) && (it.lanes?.includes(lane) ?? true))
    ?.counters ?? baskets.counters

/** A slot, as far as time goes. */
export type Stretch = { id: SlotId; startsAt: Date; minutes: number }
/** So many places of a slot. */
export type Wanted = { slotId: SlotId; places: number }

/**
 * The places that people need from the first of these slots on (of one venue and lane, by start); null when the counters do not
 * work on long enough. A procedure never takes longer than the slot that was cut for it, so one person with one procedure
 * needs one place, whatever the municipality wrote down as its duration. Side by side, everybody begins in the first slot,
 * and a person with much to do stays on for the next; one after another, one place in as many slots as all of it takes.
 */
export function placesFrom(
  run: readonly Stretch[],
  people: readonly (readonly number[])[],
  counters: CounterUse,
): Wanted[] | null {
  const [first] = run
  if (!first) return null
  const workOf = (procedures: readonly number[]) =>
    procedures.reduce((sum, minutes) => sum + Math.min(minutes, first.minutes), 0)
  const works = people.map(workOf)
  let left = counters === 'parallel' ? works : [works.reduce((sum, it) => sum + it, 0)]
  const wanted: Wanted[] = []
  let ends = first.startsAt.getTime()
  for (const slot of run) {
    left = left.filter((it) => it > 0)
    if (left.length === 0) break
    if (slot.startsAt.getTime() !== ends) return null
    wanted.push({ slotId: slot.id, places: left.length })
    left = left.map((it) => it - slot.minutes)
    ends += slot.minutes * 60_000
  }
  return left.some((it) => it > 0) ? null : wanted
}

/** What each person of a reservation has to do, in minutes. A procedure that is no longer offered takes a whole slot. */
export const errandsOf = (people: readonly Pick<BasketPerson, 'procedures'>[], policy: Policy): number[][] =>
  people.map((it) =>
    it.procedures.map((code) => procedureOf(policy, code)?.minutes ?? Number.MAX_SAFE_INTEGER),
  )

/** The slots at which these people may begin with the places that are left, each with what they take; slots by start. */
export function startsFor<It extends Stretch & { venueId: string; free: number }>(
  slots: readonly It[],
  people: readonly (readonly number[])[],
  countersAt: (venueId: string) => CounterUse,
): Map<SlotId, Wanted[]> {
  const starts = new Map<SlotId, Wanted[]>()
  for (const [venueId, there] of Map.groupBy(slots, (it) => it.venueId)) {
    const free = new Map(there.map((it) => [it.id, it.free]))
    for (const [at, slot] of there.entries()) {
      const wanted = placesFrom(there.slice(at, at + LONGEST), people, countersAt(venueId))
      if (wanted?.every((it) => it.places <= (free.get(it.slotId) ?? 0))) starts.set(slot.id, wanted)
    }
  }
  return starts
}

/** No basket takes more slots in a row: ten people, four procedures each. */
export const LONGEST = 40
