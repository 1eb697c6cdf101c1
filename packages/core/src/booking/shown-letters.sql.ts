import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { CardId, VenueId } from '../kernel.ts'

/** A card whose letter was shown in a session, as far as a booking needs it; no name. */
export type LetterShown = {
  cardId: CardId
  kind: string
  state: string
  venueId: VenueId
  birthDate: PlainDate
  shownAt: Date
}

/** The letters that were shown in an open session beside its own, in their order. */
export const lettersShown = (tx: Tx, tenantId: string, secretHash: Buffer, now: Date) => tx<LetterShown[]>`
  select l.card_id, l.kind, l.state, l.venue_id, l.birth_date, l.shown_at
  from app.tenants t, app.letters_shown(${secretHash}, ${now}) l where t.id = ${tenantId} -- tenant: entered`
