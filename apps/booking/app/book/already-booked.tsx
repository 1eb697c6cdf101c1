import type { FreeSlot } from '@madoguchi/core/availability'
import type { Reservation } from '@madoguchi/core/booking'
import { formatDateTime } from '@madoguchi/i18n/format'
import { usePage } from '../page/page.tsx'
import { HeldReservation } from '../reservation/held-reservation.tsx'

/** The card has a live reservation: which, and the way to move it to the time that was just chosen, while it is free. */
export function AlreadyBooked({ held, slot }: { held: Reservation; slot: FreeSlot | undefined }) {
  const { words, language, heading } = usePage()
  const change = slot && {
    href: `/my/${held.id}/change?slot=${slot.id}`,
    label: words('book.move-here', { when: formatDateTime(language, slot.startsAt, { length: 'short' }) }),
  }
  return (
    <>
      {!heading?.problems && <p>{words('refused.already-booked')}</p>}
      <HeldReservation held={held} change={change} />
    </>
  )
}
