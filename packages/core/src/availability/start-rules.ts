import { minutesOf, type PlainTime } from '../calendar.ts'
import type { NationalStop } from '../national/national-calendar-rules.ts'
import type { Hours, Period } from '../tenancy/policy-rules.ts'

/**
 * Minutes of the day at which the slots of these hours begin, in order: none ends after `lastEnd`, none overlaps the
 * hours of a stop. Stops of a whole day are not asked here: that day is closed.
 */
export const startsOn = (
  { periods, minutes }: Pick<Hours, 'periods' | 'minutes'>,
  lastEnd: PlainTime,
  stops: readonly Pick<NationalStop, 'hours'>[],
): number[] =>
  periods
    .flatMap((period) => startsIn(period, minutes))
    .filter((start) => start + minutes <= minutesOf(lastEnd))
    .filter((start) =>
      stops.every(
        ({ hours }) => !hours || start + minutes <= minutesOf(hours.from) || start >= minutesOf(hours.until),
      ),
    )

/** Every slot ends by `until`, unless `lastStart` says when the last may begin. */
function startsIn({ from, until, lastStart }: Period, minutes: number): number[] {
  const first = minutesOf(from)
  const last = lastStart ? minutesOf(lastStart) : minutesOf(until) - minutes
  return Array.from(
    { length: Math.max(0, Math.floor((last - first) / minutes) + 1) },
    (_, n) => first + n * minutes,
  )
}
