const MINUTE = 60_000

/** A service that has ended: from the call until its end, at one 窓口. */
export type FinishedService = { calledAt: Date; finishedAt: Date; counter: string | null }

/** From … until so many minutes, both in steps of five. */
export type WaitRange = { from: number; until: number }

/** So many services must have ended today before anything is said, and so many of the last ones count. */
const ENOUGH = 5
const LAST = 12
/** A counter that ended nothing for so long is not working now. */
const WORKING = 60 * MINUTE
/** Beyond that a range would say nothing. */
const LONGEST = 180

/**
 * How long somebody waits who has `ahead` people before them, from the group's last services of the day at the venue: the quicker
 * and the slower quarter of them, shared among the counters that worked in the last hour. Null: too little is known yet, and
 * nothing is made up.
 */
export function estimateWait(
  ahead: number,
  finished: readonly FinishedService[],
  now: Date,
): WaitRange | null {
  const last = finished.toSorted((a, b) => b.finishedAt.getTime() - a.finishedAt.getTime()).slice(0, LAST)
  if (last.length < ENOUGH) return null
  const minutes = last
    .map((it) => (it.finishedAt.getTime() - it.calledAt.getTime()) / MINUTE)
    .toSorted((a, b) => a - b)
  const working = last.filter((it) => now.getTime() - it.finishedAt.getTime() <= WORKING)
  if (working.length === 0) return null
  const counters = new Set(working.map((it) => it.counter)).size

  const quick = (ahead * quantile(minutes, 0.25)) / counters
  const slow = ((ahead + 1) * quantile(minutes, 0.75)) / counters
  const from = Math.floor(quick / 5) * 5
  const until = Math.max(Math.ceil(slow / 5) * 5, from + 5)
  return until > LONGEST ? null : { from, until }
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? 0
