import type { Language } from '../tenancy/policy-rules.ts'
import type { Choice, Choices } from './choose-rules.ts'
import type { Proposal } from './proposal-rules.ts'

/** Why a day goes wrong: J-LIS or our own systems are down, snow or a storm, anything else. */
export const BAD_DAY_CAUSES = ['system', 'weather', 'other'] as const
export type BadDayCause = (typeof BAD_DAY_CAUSES)[number]

/** What becomes of everybody whom it meets: 振替の枠を案内する, 別の日時に移す, 取り消して知らせる. */
export const BAD_DAY_ANSWERS = ['offer', 'move', 'cancel'] as const
export type BadDayAnswer = (typeof BAD_DAY_ANSWERS)[number]

/** `moot`: its owner has changed or cancelled theirs, and that is their answer. */
export const OFFER_STATES = ['open', 'accepted', 'lapsed', 'moot'] as const
export type OfferState = (typeof OFFER_STATES)[number]

type Met = { id: string; version: number; proposals: readonly Pick<Proposal, 'toSlots'>[] }

/** One decision for all: for whom no place is left among the make-up days, the reservation is called off. */
export function decideForAll(hits: readonly Met[], answer: BadDayAnswer): Choices {
  return new Map(
    hits.map(({ id, version, proposals: [first] }): [string, Choice] => {
      const toSlots = answer === 'cancel' ? undefined : first?.toSlots
      const decision = toSlots
        ? { decision: answer === 'offer' ? ('offer' as const) : ('move' as const), toSlots }
        : { decision: 'cancel' as const }
      return [id, { version, decision }]
    }),
  )
}

/** How somebody learns of it; `none`: they left neither mail nor telephone. */
export type Reached = 'mail' | 'telephone' | 'none'

type Affected = {
  venue: string
  procedures: readonly string[]
  language: Language
  channel: string
  mail: boolean
  telephone: boolean
}
/** How many reservations, by what they have in common, each list in descending order of number. */
export type Counted = { of: string; count: number }[]
export type AffectedCounts = Record<'venue' | 'procedure' | 'language' | 'channel' | 'reached', Counted>

/** Who is met, in numbers: a reservation with two procedures counts for both. */
export function affectedCounts(hits: readonly Affected[]): AffectedCounts {
  const count = (keysOf: (hit: Affected) => readonly string[]): Counted => {
    const sums = new Map<string, number>()
    for (const key of hits.flatMap(keysOf)) sums.set(key, (sums.get(key) ?? 0) + 1)
    return [...sums]
      .map(([of, n]) => ({ of, count: n }))
      .toSorted((a, b) => b.count - a.count || (a.of < b.of ? -1 : 1))
  }
  return {
    venue: count((it) => [it.venue]),
    procedure: count((it) => it.procedures),
    language: count((it) => [it.language]),
    channel: count((it) => [it.channel]),
    reached: count((it) => [reachedBy(it)]),
  }
}

export const reachedBy = ({ mail, telephone }: { mail: boolean; telephone: boolean }): Reached =>
  mail ? 'mail' : telephone ? 'telephone' : 'none'

/** May an act still be taken back entirely? Only while nothing of it has been carried out. */
export const mayUndo = (
  act: { notBefore: Date | null; begunAt: Date | null; undoneAt: Date | null },
  now: Date,
): boolean => act.notBefore !== null && !act.begunAt && !act.undoneAt && now < act.notBefore
