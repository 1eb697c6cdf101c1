import type { FreeSlot } from '@madoguchi/core/availability'
import type { Reservation } from '@madoguchi/core/booking'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { HeldReservation } from '../reservation/held-reservation.tsx'

/** The card has a live reservation: which, and the way to move it to the time that was just chosen, while it is free. */
export function AlreadyBooked({ held, slot }: { held: Reservation; slot: FreeSlot | undefined }) {
  const { words, heading } = usePage()
  const dates = useDates()
  const isHeld = slot?.venueId === held.venueId && slot.startsAt.getTime() === held.startsAt.getTime()
  const change = slot &&
    !isHeld && {
      href: `/my/${held.id}/change?slot=${slot.id}`,
      label: words('book.move-here', { when: dates.dateTime(slot.startsAt, 'short') }),
    }
  return (
    <>
      {!heading?.problems && <p>{words(isHeld ? 'book.is-booked' : 'refused.already-booked')}</p>}
      <HeldReservation held={held} change={change || undefined} />
    </>
  )
}
