import { addDays, type PlainDate, type PlainTime } from '../calendar.ts'
import type { Calendar, Hours, LocalText, SpecialOpening } from './policy-rules.ts'

/**
 * What an officer has put beside the rules. `closure` is 臨時閉庁, without `hours` of whole days, without `venues` everywhere, without `lanes` every lane;
 * `opening` is 臨時開庁 or changed hours: on each of its days `hours` stand in place of the usual ones at its venues.
 */
export type CalendarException = { id: string; from: PlainDate; until: PlainDate; reason: LocalText } & (
  | {
      kind: 'closure'
      venues?: readonly string[]
      lanes?: readonly string[]
      hours?: { from: PlainTime; until: PlainTime }
    }
  | { kind: 'opening'; venues: readonly string[]; hours: readonly Hours[] }
)

/** A municipality's calendar with what its officers have put beside it. Of two openings of one day the newer speaks. */
export function withExceptions(calendar: Calendar, newestFirst: readonly CalendarException[]): Calendar {
  if (newestFirst.length === 0) return calendar
  return {
    ...calendar,
    closures: [
      ...newestFirst.flatMap((it) => {
        if (it.kind !== 'closure') return []
        const { id: _, kind: __, ...closure } = it
        return [closure]
      }),
      ...calendar.closures,
    ],
    specialOpenings: [
      ...newestFirst.flatMap((it) => (it.kind === 'opening' ? openingsOf(it) : [])),
      ...calendar.specialOpenings,
    ],
  }
}

const openingsOf = (opening: CalendarException & { kind: 'opening' }): SpecialOpening[] =>
  daysOf(opening).map((date) => ({
    date,
    venues: opening.venues,
    hours: opening.hours,
    reason: opening.reason,
  }))

/** Every day from the first to the last. */
export function daysOf({ from, until }: { from: PlainDate; until: PlainDate }): PlainDate[] {
  const days: PlainDate[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day)
  return days
}
