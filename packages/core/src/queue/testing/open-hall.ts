import type { Actor } from '@madoguchi/db'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { actAtCounter } from '../../issuance/act-at-counter.ts'
import {
  type LaneId,
  mintId,
  type ReservationId,
  type StaffId,
  type TenantId,
  type TicketId,
  type VenueId,
} from '../../kernel.ts'
import { actOnTicket, type Caller, callNext } from '../call-ticket.ts'
import { issueTicket } from '../issue-ticket.ts'
import type { TicketAct } from '../ticket-rules.ts'

export const now = new Date('2030-04-06T09:02:00+09:00')
export const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

export type Hall = Awaited<ReturnType<Awaited<ReturnType<typeof openHalls>>['hall']>>

/** One database for the halls of a file; `hall` makes a municipality with a venue, two groups and two officers, each time anew. */
export async function openHalls() {
  const database = await openTestDatabase()
  const { owner } = database
  const db = database.open('web_staff')

  return {
    ...database,
    async hall() {
      const tenantId = mintId<TenantId>()
      const venueId = (await factories.venues(owner, tenantId)).id as VenueId
      const pickup = (await factories.lanes(owner, tenantId)).id as LaneId
      const certificate = (await factories.lanes(owner, tenantId)).id as LaneId
      const hanako = (await factories.staffMembers(owner, tenantId, { name: '窓口 花子' })).id as StaffId
      const jiro = (await factories.staffMembers(owner, tenantId, { name: '窓口 次郎' })).id as StaffId
      const numbering = { letters: { [pickup]: 'A', [certificate]: 'B' }, lateAfterMinutes: 10 }
      const actor = (subjectId: StaffId): Actor & { subjectId: string } => ({
        role: 'staff',
        tenantId,
        subjectId,
      })
      const at = (id: StaffId, counter: string | null): Caller => ({
        ...{ id, counter },
        roles: ['officer'],
        terminal: '192.0.2.7',
      })
      const first = at(hanako, '1')
      const second = at(jiro, '2')

      return {
        ...{
          owner,
          db,
          tenantId,
          venueId,
          pickup,
          certificate,
          hanako,
          jiro,
          numbering,
          actor,
          first,
          second,
        },
        /** Somebody comes without a reservation. */
        walkIn: (laneId = pickup, when = now, requestId = mintId<never>()) =>
          db.as(actor(hanako), (tx) => {
            return issueTicket(
              tx,
              tenantId,
              { requestId, venueId, laneId, reservation: null, staffId: hanako },
              numbering,
              when,
            )
          }),
        /** Somebody who has booked for `startsAt`; without a card. */
        async booked(startsAt = now) {
          const { id, subjectId } = await factories.reservations(owner, tenantId, {
            venueId,
            laneId: pickup,
            startsAt,
          })
          await factories.reservationPeople(owner, tenantId, { reservationId: id, subjectId })
          return id as ReservationId
        },
        press: (
          reservationId: ReservationId,
          act: 'check_in' | 'start' | 'hand_over' | 'undo_check_in' | 'undo_start',
          when = now,
        ) =>
          actAtCounter(
            db,
            actor(hanako),
            { id: hanako, roles: ['officer'], terminal: '192.0.2.7' },
            [],
            { act, reservationId, reason: null, numbering },
            when,
          ),
        next: (who = first, laneIds = [pickup, certificate], when = now) =>
          callNext(db, actor(who.id), who, { venueId, laneIds }, when),
        act: (
          ticketId: TicketId,
          act: TicketAct,
          who = first,
          where: { laneId?: LaneId; forCounter?: string } = {},
        ) => actOnTicket(db, actor(who.id), who, { ticketId, act, ...where }, now),
        /** Every number: its label, its state, its 窓口. */
        stand: async () =>
          (
            await owner<{ label: string; state: string; counter: string | null }[]>`
              select label, state, counter from app.tickets where tenant_id = ${tenantId} order by label`
          ).map((it) => [it.label, it.state, it.counter]),
        stateOf: async (id: ReservationId) =>
          (
            await owner<
              [{ state: string }]
            >`select state from app.reservations where tenant_id = ${tenantId} and id = ${id}`
          )[0].state,
      }
    },
  }
}
