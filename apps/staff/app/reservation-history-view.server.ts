import type { HistoryEntry } from '@madoguchi/core/booking'
import type { OfficeContext } from './staff-context.ts'
import { briefly } from './visit-view.server.ts'

/** The history of a reservation in the words of the page. */
export const reservationHistoryView = (entries: HistoryEntry[], { settings }: OfficeContext) =>
  entries.map(({ act, at, startsAt, venueId }, place) => ({
    key: place,
    act,
    at: briefly(at),
    when: briefly(startsAt),
    venue: settings.venues.find((venue) => venue.id === venueId)?.name.ja ?? '',
  }))
export type ReservationHistoryView = ReturnType<typeof reservationHistoryView>
