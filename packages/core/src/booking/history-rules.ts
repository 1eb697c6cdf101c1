import type { LocalText } from '../tenancy/policy-rules.ts'

/** One change that a resident made, or the office. */
export type ReservationChange = {
  toVenueId: string
  toStartsAt: Date
  fromVenueId: string
  fromStartsAt: Date
  madeBy: 'resident' | 'office'
  /** Of the office's change of the calendar, as those whom it met are told. */
  reason?: LocalText | null
  at: Date
}

/** What a resident corrected beside the time and the venue: their contact, who comes for somebody, or whose visit it is. */
const CORRECTIONS = ['contact', 'who', 'people'] as const
export type Correction = { act: (typeof CORRECTIONS)[number]; at: Date }

/** What was done about a reservation, and for when and where it stood then. */
export type HistoryEntry = {
  act: 'booked' | 'changed' | 'moved' | 'cancelled' | Correction['act']
  at: Date
  venueId: string
  startsAt: Date
  /** Only of what the office moved, when its calendar was why. */
  reason?: LocalText
}

type Reservation = { venueId: string; startsAt: Date; bookedAt: Date; cancelledAt: Date | null }

/**
 * What a reservation went through, the oldest first: every act stays, whatever came after it. `changes` and `corrections`
 * are in their order. The booking has no row of its own: its time and venue are those that the first change left.
 */
export function historyOf(
  reservation: Reservation,
  changes: readonly ReservationChange[],
  corrections: readonly Correction[] = [],
): [HistoryEntry, ...HistoryEntry[]] {
  const { venueId, startsAt, bookedAt, cancelledAt } = reservation
  const [first] = changes
  const moves: HistoryEntry[] = changes.map((it) => ({
    act: it.madeBy === 'office' ? 'moved' : 'changed',
    at: it.at,
    venueId: it.toVenueId,
    startsAt: it.toStartsAt,
    ...(it.reason && { reason: it.reason }),
  }))
  const booked: HistoryEntry = {
    act: 'booked',
    at: bookedAt,
    venueId: first?.fromVenueId ?? venueId,
    startsAt: first?.fromStartsAt ?? startsAt,
  }
  const standingAt = (at: Date) => moves.findLast((it) => it.at <= at) ?? booked
  const corrected = corrections.map(({ act, at }): HistoryEntry => {
    const { venueId, startsAt } = standingAt(at)
    return { act, at, venueId, startsAt }
  })
  return [
    booked,
    ...[...moves, ...corrected].toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    ...(cancelledAt ? [{ act: 'cancelled' as const, at: cancelledAt, venueId, startsAt }] : []),
  ]
}

export type Changed = 'time' | 'venue' | 'both'

/** What the last change of a history moved; null when nothing was changed. */
export function lastChangeIn(history: readonly HistoryEntry[]): Changed | null {
  const places = placesIn(history)
  const at = places.findLastIndex((it) => it.act === 'changed')
  const [before, after] = [places[at - 1], places[at]]
  return before && after ? whatChanged(before, after) : null
}

/** The office's move, with its reason, that a reservation still stands by; null once its owner has changed it themselves. */
export function standingMove(
  history: readonly HistoryEntry[],
): { before: HistoryEntry; what: Changed; reason: LocalText } | null {
  const [before, last] = placesIn(history).slice(-2)
  return before && last?.act === 'moved' && last.reason
    ? { before, what: whatChanged(before, last), reason: last.reason }
    : null
}

const placesIn = (history: readonly HistoryEntry[]) =>
  history.filter(({ act }) => !CORRECTIONS.some((it) => it === act))

/** What is another between two places of a reservation. */
export function whatChanged(
  before: { venueId: string; startsAt: Date },
  after: { venueId: string; startsAt: Date },
): Changed {
  if (before.venueId === after.venueId) return 'time'
  return before.startsAt.getTime() === after.startsAt.getTime() ? 'venue' : 'both'
}
