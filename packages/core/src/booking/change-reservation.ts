import type { Actor, Database } from '@madoguchi/db'
import type { BookingWindow } from '../availability/window-rules.ts'
import { ok, type Result, refuse, type SlotId } from '../kernel.ts'
import type { Policy } from '../tenancy/policy-rules.ts'
import { basketPeople, lockBasket } from './basket.sql.ts'
import { isBasket } from './basket-rules.ts'
import { type AskedSlot, type BookingRefusal, mayBook, mayChange, mayMove } from './booking-rules.ts'
import { fitPeople } from './fit-people.ts'
import { changeRow, reservationsOf } from './reservations.sql.ts'

type Change = {
  id: string
  slotId: string
  /** What is known of the wanted slot; null when it is not on the calendar. */
  slot: AskedSlot | null
  policy: Policy
  windowOf: (startsAt: Date) => BookingWindow
  /** From when a card may be picked up where it does not lie; null: not at all. */
  otherVenueFrom: Date | null
}

/** Moves the resident's own reservation to another slot: the new place is taken before the old is let go. */
export function changeReservation(
  db: Database,
  actor: Actor,
  { id, slotId, slot, policy, windowOf, otherVenueFrom }: Change,
  now: Date,
): Promise<Result<true, BookingRefusal>> {
  return db.as(actor, async (tx) => {
    const [reservation] = await reservationsOf(tx, actor.tenantId, id)
    if (!reservation) return refuse('not-found')

    const still = mayChange(reservation, windowOf(reservation.startsAt), now)
    if (!still.ok) return still
    // Locked before it is asked who comes: somebody may just be joining or leaving. What is over nobody can lock.
    const basket = await lockBasket(tx, actor.tenantId, id)
    if (basket?.state !== 'confirmed') return refuse('too-late')
    const people = await basketPeople(tx, actor.tenantId, id)
    if (isBasket(people)) {
      const may = mayMove(reservation.laneCode, slot, now)
      if (!may.ok) return may
      const ask = {
        people,
        moveTo: slotId as SlotId,
        policy,
        channel: 'web',
        beyond: false,
        otherVenueFrom,
      } as const
      const fitted = await fitPeople(tx, actor.tenantId, basket, ask, now)
      return fitted.ok ? ok(true) : refuse(fitted.reason as BookingRefusal)
    }
    const wanted = mayBook(policy, reservation.procedureCode, slot, now)
    if (!wanted.ok) return wanted

    const outcome = await changeRow(tx, actor.tenantId, { id, slotId, at: now, otherVenueFrom })
    return outcome === 'changed' ? ok(true) : refuse(outcome as BookingRefusal)
  })
}
