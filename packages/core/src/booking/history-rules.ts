/** One change that a resident made, or the office. */
export type ReservationChange = {
  toVenueId: string
  toStartsAt: Date
  fromVenueId: string
  fromStartsAt: Date
  madeBy: 'resident' | 'office'
  at: Date
}

/** What was done about a reservation, and for when and where it stood then. */
export type HistoryEntry = {
  act: 'booked' | 'changed' | 'moved' | 'cancelled'
  at: Date
  venueId: string
  startsAt: Date
}

type Reservation = { venueId: string; startsAt: Date; bookedAt: Date; cancelledAt: Date | null }

/**
 * What a reservation went through, the oldest first: every act stays, whatever came after it. `changes` are in their
 * order. The booking has no row of its own: its time and venue are those that the first change left.
 */
export function historyOf(
  reservation: Reservation,
  changes: readonly ReservationChange[],
): [HistoryEntry, ...HistoryEntry[]] {
  const { venueId, startsAt, bookedAt, cancelledAt } = reservation
  const [first] = changes
  return [
    {
      act: 'booked',
      at: bookedAt,
      venueId: first?.fromVenueId ?? venueId,
      startsAt: first?.fromStartsAt ?? startsAt,
    },
    ...changes.map((it) => ({
      act: it.madeBy === 'office' ? ('moved' as const) : ('changed' as const),
      at: it.at,
      venueId: it.toVenueId,
      startsAt: it.toStartsAt,
    })),
    ...(cancelledAt ? [{ act: 'cancelled' as const, at: cancelledAt, venueId, startsAt }] : []),
  ]
}

export type Changed = 'time' | 'venue' | 'both'

/** What the last change of a history moved; null when nothing was changed. */
export function lastChangeIn(history: readonly HistoryEntry[]): Changed | null {
  const at = history.findLastIndex((it) => it.act === 'changed')
  const [before, after] = [history[at - 1], history[at]]
  return before && after ? whatChanged(before, after) : null
}

/** What is another between two places of a reservation. */
function whatChanged(
  before: { venueId: string; startsAt: Date },
  after: { venueId: string; startsAt: Date },
): Changed {
  if (before.venueId === after.venueId) return 'time'
  return before.startsAt.getTime() === after.startsAt.getTime() ? 'venue' : 'both'
}
