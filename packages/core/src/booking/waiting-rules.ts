import { addDays, dateAt, type PlainDate } from '../calendar.ts'
import { ok, type Result, refuse } from '../kernel.ts'

/** Where somebody stands who waits for a place: an offer is a place that is held for them until its end. */
export type WaitingStanding = 'waiting' | 'offered' | 'taken' | 'passed' | 'left'

/** `reservation`: the state of what was offered; null: nothing was yet. */
export function standingInLine(
  { leftAt, reservation, until }: { leftAt: Date | null; reservation: string | null; until: Date | null },
  now: Date,
): WaitingStanding {
  if (reservation === 'held') return leftAt ? 'left' : until && until > now ? 'offered' : 'passed'
  if (reservation === 'expired') return leftAt ? 'left' : 'passed'
  if (reservation) return 'taken'
  return leftAt ? 'left' : 'waiting'
}

export type WaitingRefusal = 'days-missing' | 'days-backwards' | 'days-over' | 'days-far' | 'contact-missing'

/** Days that somebody may wait for: from tomorrow on, as far as slots are made (`generateDays`). */
export function waitingDays(
  from: PlainDate | null,
  until: PlainDate | null,
  generateDays: number,
  now: Date,
): Result<{ from: PlainDate; until: PlainDate }, WaitingRefusal> {
  if (!from || !until) return refuse('days-missing')
  if (from > until) return refuse('days-backwards')
  if (until <= dateAt(now)) return refuse('days-over')
  if (from > addDays(dateAt(now), generateDays)) return refuse('days-far')
  return ok({ from, until })
}
