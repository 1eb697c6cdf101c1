import type { Actor } from '@madoguchi/db'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { mintId, type ReservationId, type StaffId, type TenantId } from '../../kernel.ts'
import { type ActCommand, actAtCounter } from '../act-at-counter.ts'

export const now = new Date('2030-04-06T09:02:00+09:00')
export const ready = ['received', 'stored', 'notified']

export type OpenVisits = Awaited<ReturnType<typeof openVisits>>
export type OpenVisit = Awaited<ReturnType<OpenVisits['arrive']>>

/** One database for the visits of a file; `arrive` makes a municipality with two officers and one visit, each time anew. */
export async function openVisits() {
  const database = await openTestDatabase()
  const { owner } = database
  const db = database.open('web_staff')

  async function people() {
    const tenantId = mintId<TenantId>()
    const hanako = (await factories.staffMembers(owner, tenantId, { name: '窓口 花子' })).id as StaffId
    const jiro = (await factories.staffMembers(owner, tenantId, { name: '窓口 次郎' })).id as StaffId
    const actor = (staffId: StaffId): Actor => ({ role: 'staff', tenantId, subjectId: staffId })
    return { owner, db, tenantId, hanako, jiro, actor }
  }

  /** How an officer of `town` presses a button of one visit. */
  const pressing =
    (town: Awaited<ReturnType<typeof people>>, reservationId: ReservationId) =>
    (act: ActCommand['act'], reason: string | null = null, who = town.hanako, note: string | null = null) =>
      actAtCounter(
        db,
        town.actor(who),
        { id: who, roles: ['officer'], terminal: '192.0.2.7' },
        ready,
        { act, reservationId, reason, note },
        now,
      )

  return {
    close: () => database.close(),

    /** A resident who has booked for a card that is stored at the venue. */
    async arrive() {
      const town = await people()
      const { tenantId } = town
      const slot = await factories.slots(owner, tenantId, { takenWeb: 1 })
      const { id: cardId } = await factories.cards(owner, tenantId, {
        state: 'stored',
        venueId: slot.venueId,
      })
      const { id, subjectId } = await factories.reservations(owner, tenantId, {
        subjectId: cardId,
        venueId: slot.venueId,
        laneId: slot.laneId,
        startsAt: slot.startsAt,
      })
      const reservationId = id as ReservationId
      await factories.reservationSlots(owner, tenantId, { reservationId, slotId: slot.id, subjectId })
      await factories.reservationPeople(owner, tenantId, { reservationId, subjectId, cardId })

      return {
        ...town,
        cardId,
        reservationId,
        press: pressing(town, reservationId),

        events: () => owner<
          { act: string; fromState: string; toState: string; reason: string | null; terminal: string }[]
        >`
          select act, from_state, to_state, reason, terminal from app.custody_events
          where tenant_id = ${tenantId} and card_id = ${cardId} order by seq`,

        async stands() {
          const [row] = await owner<{ reservation: string; card: string; live: boolean }[]>`
            select r.state as reservation, c.state as card, p.live
            from app.reservations r
            join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id
            join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
            where r.tenant_id = ${tenantId} and r.id = ${reservationId}`
          return row
        },
      }
    },

    /** A resident who has booked for something else than a card. */
    async arriveWithoutCard() {
      const town = await people()
      const { id, subjectId } = await factories.reservations(owner, town.tenantId)
      const reservationId = id as ReservationId
      await factories.reservationPeople(owner, town.tenantId, { reservationId, subjectId })
      return { ...town, reservationId, press: pressing(town, reservationId) }
    },
  }
}
