import { businessDayAway } from '../availability/calendar-rules.ts'
import { dateAt, instantOf } from '../calendar.ts'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { BookingPolicy } from '../tenancy/policy-rules.ts'

/** Where a card lies, and from when it can be handed over at another venue; null: there alone. */
export type CardPlace = { venueId: string; otherVenueFrom: Date | null }

/**
 * From when a card is handed over at a venue where it does not lie: the start (Tokyo) of the n-th business day after today,
 * n being what the municipality needs to carry it. Null when it does not offer that.
 */
export function otherVenueFrom(rules: BookingPolicy, national: NationalCalendar, now: Date): Date | null {
  const days = rules.otherVenueBusinessDays
  return days === undefined ? null : instantOf(businessDayAway(dateAt(now), days, national), '00:00')
}

/** Why a card cannot be picked up there and then (as app.why_venue_may_not has it); null when it can. */
export function whyNotThere(
  slot: { venueId: string; startsAt: Date },
  card: CardPlace,
): 'other-venue' | 'other-venue-too-soon' | null {
  if (slot.venueId === card.venueId) return null
  if (!card.otherVenueFrom) return 'other-venue'
  return slot.startsAt < card.otherVenueFrom ? 'other-venue-too-soon' : null
}
