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
