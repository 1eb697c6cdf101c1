import { procedureOf } from '@madoguchi/core/tenancy'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import type { AvailabilityView } from './availability-view.ts'

/** Of a pick-up, before a time is chosen: where the card lies, and from when it can be picked up elsewhere. */
export function CardNote({ view: { card, venue, venues, procedure } }: { view: AvailabilityView }) {
  const { words, policy } = usePage()
  const dates = useDates()
  const local = useLocal()
  if (!card) {
    if (!procedureOf(policy, procedure.code)?.needsCard || venues.length < 2) return null
    const days = policy.booking.otherVenueBusinessDays
    return (
      <p>
        {words(days ? 'availability.card.carried' : 'availability.card.not-carried', { days: days ?? 0 })}
      </p>
    )
  }
  const where = !card.otherVenueFrom ? 'only-here' : venue?.code === card.venue.code ? 'here' : 'elsewhere'
  return (
    <p>
      {words(`availability.card.${where}`, {
        place: local(card.venue.name),
        date: card.otherVenueFrom ? dates.date(card.otherVenueFrom, 'short') : '',
      })}
    </p>
  )
}
