import type { Actor } from '@madoguchi/db'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { releasePlaces } from '../../availability/index.ts'
import { residentOf, welcomeResident } from '../../identity/resident-sessions.ts'
import { secretHash } from '../../identity/session-secret.ts'
import {
  mintId,
  type RequestId,
  type ReservationId,
  type SlotId,
  type StaffId,
  type TenantId,
} from '../../kernel.ts'
import { openBookingDesk } from '../booking-desk.ts'
import { cancelReservation } from '../cancel-reservation.ts'
import { changePeople, type PeopleAct } from '../change-people.ts'
import { changeReservation } from '../change-reservation.ts'
import { missVisits } from '../miss-visits.ts'
import { openStaffDesk } from '../staff-desk.ts'
import { stranger } from './open-family.ts'
import { type BookedHere, openHolders } from './open-holders.ts'
import { openLine } from './open-line.ts'
import { now, windowOf } from './open-town.ts'

const policy = {
  procedures: [{ code: 'P09', needsCard: false }],
  lanes: [{ code: 'counter', procedures: ['P09'] }],
  booking: { staffOverride: 'none' },
  baskets: { most: 3, counters: 'parallel' },
} as never

const details = {
  procedure: 'P09',
  language: 'ja',
  policyVersion: 1,
  kana: 'ヤマダ ハナコ',
  kanaKey: 'ヤマダハナコ',
  birthDate: '1980-04-01',
}

/** A municipality in which residents (at two copies of their program) and an officer act at the same time. */
export async function openBusyTown() {
  const test = await openTestDatabase()
  const { owner } = test
  const visitors = test.open('web_booking')
  const desks = [openBookingDesk(visitors, 'key'), openBookingDesk(test.open('web_booking'), 'key')]
  const office = test.open('web_staff')
  const staffDesk = openStaffDesk(office, 'key')
  const booked: BookedHere[] = []
  const done = { book: 0, ring: 0, change: 0, cancel: 0, join: 0, leave: 0, release: 0, miss: 0 }
  let tenantId: TenantId
  let officer: Actor
  let turn = 0

  const slotAt = async (slotId: SlotId) => {
    const [row] = await owner<[{ startsAt: Date }]>`
      select starts_at from app.slots where tenant_id = ${tenantId} and id = ${slotId}`
    return { lane: 'counter', startsAt: row.startsAt, window: windowOf(row.startsAt) }
  }
  const machine = test.open('web_api')
  const ports = { owner, visitors, machine, desks, booked, details, tenant: () => tenantId }
  const holders = openHolders(ports)
  const line = openLine(ports)
  const pick = (which: number) => booked[which % booked.length]
  const people = (it: { id: ReservationId; actor: Actor }, change: PeopleAct) =>
    changePeople(
      visitors,
      it.actor,
      { id: it.id, change, policy, venues: [], otherVenueFrom: null, windowOf, secretHash: Buffer.alloc(32) },
      now,
    )

  return {
    ...test,
    now,
    machine,
    holders,
    line,
    /** How often each act succeeded. */
    done,
    get tenantId() {
      return tenantId
    },
    /** The municipality that all this happens in. */
    async settle(id: TenantId) {
      tenantId = id
      const staff = await factories.staffMembers(owner, id)
      officer = { role: 'staff', tenantId: id, subjectId: staff.id }
    },
    slotsFrom: async (venue: string, date: string, count: number) => {
      const rows = await owner<{ id: SlotId }[]>`
        select s.id from app.slots s join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
        where s.tenant_id = ${tenantId} and v.code = ${venue}
          and (s.starts_at at time zone 'Asia/Tokyo')::date = ${date}::date
        order by s.starts_at limit ${count}`
      return rows.map((it) => it.id)
    },

    async book(slotId: SlotId) {
      const { secret } = await welcomeResident(visitors, tenantId, now)
      const found = await residentOf(visitors, tenantId, secret, now)
      const answer = await desks[turn++ % 2]?.take(
        tenantId,
        {
          requestId: mintId<RequestId>(),
          secretHash: secretHash(secret),
          slotIds: [slotId],
          places: 1,
          details: { ...details, pickup: false, cardStates: [] },
        },
        now,
      )
      if (!answer?.ok) return
      const [row] = await owner<[{ subjectId: string }]>`
        select subject_id from app.reservations where tenant_id = ${tenantId} and id = ${answer.value.reservationId}`
      booked.push({
        id: answer.value.reservationId,
        actor: { role: 'resident', tenantId, subjectId: row.subjectId ?? found?.subjectId ?? null },
      })
      done.book += 1
    },

    async ring(slotId: SlotId) {
      const answer = await staffDesk.book(
        officer,
        {
          officer: { id: officer.subjectId as StaffId, roles: ['call_centre'], terminal: '192.0.2.7' },
          policy,
          slot: await slotAt(slotId),
          channel: 'telephone',
          slotId,
          reason: null,
          requestId: mintId<RequestId>(),
          cardId: null,
          details: { ...details, cardStates: [], comer: 'self', telephone: '0480000000' },
        },
        now,
      )
      if (answer.ok) done.ring += 1
    },

    async change(which: number, slotId: SlotId) {
      const it = pick(which)
      if (!it) return
      const ask = { id: it.id, slotId, slot: await slotAt(slotId), policy, windowOf, otherVenueFrom: null }
      const answer = await changeReservation(visitors, it.actor, ask, now)
      if (answer.ok) done.change += 1
    },

    async cancel(which: number) {
      const it = pick(which)
      if (!it) return
      const answer = await cancelReservation(visitors, it.actor, { id: it.id, windowOf }, now)
      if (answer.ok) done.cancel += 1
    },

    async join(which: number) {
      const it = pick(which)
      if (it && (await people(it, stranger('P09'))).ok) done.join += 1
    },

    /** Of the two who were there, if they still are: one of those who came along. */
    async leave(which: number) {
      const it = pick(which)
      if (!it) return
      const [last] = await owner<{ id: string }[]>`
        select id from app.reservation_people where tenant_id = ${tenantId} and reservation_id = ${it.id} and position > 1 limit 1`
      if (last && (await people(it, { act: 'remove', personId: last.id })).ok) done.leave += 1
    },

    /** Opens what is kept for a channel, as if it were then. */
    async release(at: Date) {
      done.release += await releasePlaces(machine, tenantId, at)
    },

    /** Who is still expected that day did not come. */
    async miss(evening: Date) {
      done.miss += await missVisits(machine, tenantId, 0, evening)
    },

    /** So many who were expected last week, where this slot is, and did not come. */
    async stayedAway(slotId: SlotId, count: number) {
      const [place] = await owner<{ venueId: string; laneId: string }[]>`
        select venue_id, lane_id from app.slots where tenant_id = ${tenantId} and id = ${slotId}`
      const visit = { ...place, state: 'no_show', startsAt: new Date('2026-11-17T10:00:00+09:00') }
      for (let n = 0; n < count; n++) await factories.reservations(owner, tenantId, visit)
    },

    /** Slots that hold more than their places, or that are gone although somebody comes. */
    overfull: () => owner`
      select id, state, capacity, taken_web, taken_telephone, taken_counter from app.slots
      where tenant_id = ${tenantId} and (taken_web + taken_telephone + taken_counter > capacity
        or (state = 'withdrawn' and taken_web + taken_telephone + taken_counter > 0))`,

    /** Reservations that hold not exactly one slot, and a place for each of their people, while they stand; or still hold one after they were cancelled. */
    adrift: () => owner`
      select r.id, r.state, count(distinct h.slot_id), sum(h.places) from app.reservations r
      left join app.reservation_slots h on h.tenant_id = r.tenant_id and h.reservation_id = r.id and h.freed_at is null
      where r.tenant_id = ${tenantId} and r.starts_at > ${now}
      group by r.tenant_id, r.id, r.state
      having count(distinct h.slot_id) <> case when r.state in ('held', 'confirmed', 'no_show') then 1 else 0 end
        or coalesce(sum(h.places), 0) <> case when r.state in ('confirmed', 'no_show') then (select count(*) from app.reservation_people p
          where p.tenant_id = r.tenant_id and p.reservation_id = r.id) when r.state = 'held' then 1 else 0 end`,

    /** Everybody cancels; who did not come had never been expected. */
    async empty() {
      await line.empty()
      await holders.empty()
      await owner`
        update app.reservations set state = 'confirmed' where tenant_id = ${tenantId} and state = 'no_show' and starts_at > ${now}`
      const left = await owner<{ id: string; subjectId: string }[]>`
        select id, subject_id from app.reservations where tenant_id = ${tenantId} and state = 'confirmed'`
      for (const { id, subjectId } of left)
        await cancelReservation(visitors, { role: 'resident', tenantId, subjectId }, { id, windowOf }, now)
      booked.length = 0
    },
  }
}
export type Busy = Awaited<ReturnType<typeof openBusyTown>>
