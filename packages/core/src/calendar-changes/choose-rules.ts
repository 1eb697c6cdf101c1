import type { Decided, Decision } from './change-rules.ts'
import type { Candidate } from './proposal-rules.ts'

/** What an officer chose for a reservation as they saw it; null: nothing yet. */
export type Choice = { version: number; decision: Decision | null }
export type Choices = ReadonlyMap<string, Choice>

type Met = { id: Decided['reservationId']; version: number; lane: string; slots: number }

/**
 * The decisions that hold for the reservations that a change meets now. Who has changed theirs since the page was shown, or
 * has come since, is left to be decided about later; `undecided` were shown and nothing was chosen, `placeGone` were to
 * go where there is nothing left to go to.
 */
export function decisionsFor(met: readonly Met[], choices: Choices, candidates: readonly Candidate[]) {
  const lanes = new Map(candidates.map((it) => [it.id, it.lane]))
  const decided: Decided[] = []
  const undecided: string[] = []
  const placeGone: string[] = []
  for (const { id, version, lane, slots } of met) {
    const choice = choices.get(id)
    if (!choice || choice.version !== version) continue
    const { decision } = choice
    if (!decision) undecided.push(id)
    else if (
      'toSlots' in decision &&
      (decision.toSlots.length !== slots || decision.toSlots.some((slot) => lanes.get(slot) !== lane))
    )
      placeGone.push(id)
    else decided.push({ reservationId: id, version, ...decision })
  }
  return { decided, undecided, placeGone }
}
