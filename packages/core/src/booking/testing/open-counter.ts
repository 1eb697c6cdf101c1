import type { SlotId } from '../../kernel.ts'
import { openBookingDesk } from '../booking-desk.ts'
import { cancelReservation } from '../cancel-reservation.ts'
import { changeReservation } from '../change-reservation.ts'
import { now, openTown, type Visitor, windowOf } from './open-town.ts'

const policy = {
  procedures: ['P01', 'P09'].map((code) => ({ code })),
  lanes: [{ code: 'card', procedures: ['P01', 'P09'] }],
} as never

/** A reservation and whose it is. */
export type Booked = { visitor: Visitor; id: string }

/** A town whose residents book, change and cancel as they like. */
export async function openCounter() {
  const town = await openTown()
  const desk = openBookingDesk(town.open('web_booking'), 'key')
  const startOf = async (slotId: SlotId) =>
    (await town.owner<{ startsAt: Date }[]>`select starts_at from app.slots where id = ${slotId}`)[0]
      ?.startsAt

  return {
    town,
    desk,
    startOf,
    async booked(slotIds: SlotId[], visitor?: Visitor): Promise<Booked> {
      const who = visitor ?? (await town.visitor())
      const answer = await desk.take(town.tenantId, town.form(who, slotIds), now)
      if (!answer.ok) throw new Error(answer.reason)
      return { visitor: who, id: answer.value.reservationId }
    },
    cancel: ({ visitor, id }: Booked, at = now) =>
      cancelReservation(town.visitors, visitor.actor, { id, windowOf }, at),
    async change({ visitor, id }: Booked, slotId: SlotId, at = now, otherVenueFrom: Date | null = null) {
      const startsAt = await startOf(slotId)
      const slot = startsAt ? { lane: 'card', startsAt, window: windowOf(startsAt) } : null
      const asked = { id, slotId, slot, policy, windowOf, otherVenueFrom }
      return changeReservation(town.visitors, visitor.actor, asked, at)
    },
    /** The slots in which a reservation holds places now, and its state. */
    async stands({ id }: Booked) {
      const [row] = await town.owner<[{ state: string; slots: SlotId[]; inStep: boolean }]>`
        select r.state, array_agg(h.slot_id) filter (where h.freed_at is null) as slots,
          coalesce(bool_and(r.starts_at = s.starts_at and r.minutes = s.minutes) filter (where h.freed_at is null), true)
            as in_step
        from app.reservations r
        join app.reservation_slots h on h.tenant_id = r.tenant_id and h.reservation_id = r.id
        join app.slots s on s.tenant_id = h.tenant_id and s.id = h.slot_id
        where r.tenant_id = ${town.tenantId} and r.id = ${id} group by r.state`
      return row
    },
  }
}
export type Counter = Awaited<ReturnType<typeof openCounter>>
