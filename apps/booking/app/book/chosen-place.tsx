import { type FreeSlot, modeOn } from '@madoguchi/core/availability'
import type { Hold } from '@madoguchi/core/booking'
import type { TenantVenue } from '@madoguchi/core/tenancy'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import { HeldUntil } from './hold.tsx'

type ChosenPlaceProps = { slot: FreeSlot; venue: TenantVenue; hold: Hold | undefined }

/** When and where, as it was chosen, above what is asked next. */
export function ChosenPlace({ slot, venue, hold }: ChosenPlaceProps) {
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
      <HeldUntil hold={hold} />
      {mode === 'booking-first' && <p>{words('book.booked-first')}</p>}
    </>
  )
}
