import { type FreeSlot, modeOn } from '@madoguchi/core/availability'
import type { TenantVenue } from '@madoguchi/core/tenancy'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

/** When and where, as it was chosen, above what is asked next. */
export function ChosenPlace({ slot, venue }: { slot: FreeSlot; venue: TenantVenue }) {
  const { words, policy, settings } = usePage()
  const dates = useDates()
  const local = useLocal()
  const mode = modeOn(policy, settings.national, { venue: venue.code, lane: slot.lane }, slot.date)
  return (
    <>
      <p>
        <strong>{dates.dateTime(slot.startsAt)}</strong>
        <br />
        {local(venue.name)}
      </p>
      {mode === 'booking-first' && <p>{words('book.booked-first')}</p>}
    </>
  )
}
