import type { Actor } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { secretHash } from '../../identity/session-secret.ts'
import { showLetter } from '../../identity/show-letter.ts'
import { type CardId, mintId, type SlotId, type StaffId } from '../../kernel.ts'
import { openBookingDesk } from '../booking-desk.ts'
import { cancelReservation } from '../cancel-reservation.ts'
import { changePeople, changePeopleFor, type PeopleAct } from '../change-people.ts'
import { changeReservation } from '../change-reservation.ts'
import { openStaffDesk } from '../staff-desk.ts'
import { now, openTown, type Visitor, windowOf } from './open-town.ts'

const MINUTES = 20
const procedure = (code: string, needsCard = false) => ({ code, needsCard, minutes: MINUTES, papers: 'none' })
const SELF = {
  comer: 'self' as const,
  reason: null,
  hasNotice: null,
  changedSinceApplication: false,
  guardianIsOnRecord: false,
}

/** Somebody without a letter, who comes for one thing or several. */
export const stranger = (...procedures: string[]): PeopleAct => ({
  act: 'add',
  person: {
    procedures,
    cardId: null,
    kana: 'ヤマダ タロウ',
    kanaKey: 'ヤマダタロウ',
    birthDate: '2015-04-01',
    coming: SELF,
  },
})
/** Somebody whose letter was shown. */
export const withCard = (cardId: string, ...procedures: string[]): PeopleAct => ({
  act: 'add',
  person: {
    procedures: procedures.length > 0 ? procedures : ['P01'],
    cardId: cardId as CardId,
    coming: SELF,
  },
})

/** A town whose residents book for others too: side by side, or one after another when `consecutive`. */
export async function openFamily(counters: 'parallel' | 'consecutive' = 'parallel') {
  const town = await openTown()
  const [{ code: lane }] = await town.owner<
    [{ code: string }]
  >`select code from app.lanes where id = ${town.laneId}`
  const policy = {
    procedures: [procedure('P01', true), procedure('P09'), procedure('P11')],
    lanes: [{ code: lane, procedures: ['P01', 'P09'], along: ['P11'] }],
    booking: { staffOverride: 'within-capacity', bookableCardStates: ['stored'] },
    baskets: { most: 4, counters },
  } as never
  const desk = openBookingDesk(town.visitors, 'key')
  const staff = await factories.staffMembers(town.owner, town.tenantId)
  const officer = { id: staff.id as StaffId, roles: ['officer' as const], terminal: '192.0.2.7' }
  const office = town.open('web_staff')
  const staffDesk = openStaffDesk(office, 'key')
  const officeActor: Actor = { role: 'staff', tenantId: town.tenantId, subjectId: staff.id }
  let day = 0

  const slotOf = async (slotId: SlotId | undefined) => {
    const [row] = await town.owner<{ startsAt: Date }[]>`
      select starts_at from app.slots where id = ${slotId ?? null}::uuid`
    return row ? { lane, startsAt: row.startsAt, window: windowOf(row.startsAt) } : null
  }
  const asked = { policy, venues: [], otherVenueFrom: null }

  return {
    town,
    officeActor,
    staffDesk,
    policy,
    lane,
    /** Slots one after another on a day of their own, each with so many places of the web unless told otherwise. */
    async row(...capacities: number[]): Promise<SlotId[]> {
      const first = Date.UTC(2026, 11, 2 + day++)
      const slots: SlotId[] = []
      for (const [at, capacity] of capacities.entries()) {
        const startsAt = new Date(first + at * MINUTES * 60_000)
        slots.push(
          await town.slot(capacity, {
            startsAt,
            minutes: MINUTES,
            limitTelephone: capacity,
            limitCounter: capacity,
          }),
        )
      }
      return slots
    },
    async booked(slotId: SlotId, visitor?: Visitor) {
      const who = visitor ?? (await town.visitor())
      const answer = await desk.take(town.tenantId, town.form(who, [slotId]), now)
      if (!answer.ok) throw new Error(answer.reason)
      const [row] = await town.owner<[{ subjectId: string }]>`
        select subject_id from app.reservations where id = ${answer.value.reservationId}`
      return {
        visitor: { ...who, actor: { ...who.actor, subjectId: row.subjectId } },
        id: answer.value.reservationId,
      }
    },
    /** A card with a letter: its number and its owner's birth date. */
    async letter(state = 'stored', birthDate = '2015-04-01') {
      const { id: cardId } = await factories.cards(town.owner, town.tenantId, {
        venueId: town.venueId,
        state,
      })
      await factories.cardPeople(town.owner, town.tenantId, { cardId, birthDate })
      const { numberHmac } = await factories.inquiryNumbers(town.owner, town.tenantId, { cardId })
      return { cardId, numberHmac, birthDate }
    },
    show: (visitor: Visitor, letter: { numberHmac: Buffer; birthDate: string }, at = now) =>
      showLetter(
        town.visitors,
        town.tenantId,
        {
          secretHash: secretHash(visitor.secret),
          claim: {
            numberHmac: letter.numberHmac,
            birthDate: letter.birthDate as never,
            addressHmac: Buffer.alloc(32, mintId<string>()),
          },
        },
        at,
      ),
    people: (
      { visitor, id }: { visitor: Visitor; id: string },
      change: PeopleAct,
      slotId?: SlotId,
      at = now,
    ) =>
      changePeople(
        town.visitors,
        visitor.actor,
        { ...asked, id, change, slotId, secretHash: secretHash(visitor.secret), windowOf },
        at,
      ),
    peopleFor: (
      id: string,
      change: PeopleAct,
      over: { reason?: string; channel?: 'telephone' | 'counter'; at?: Date } = {},
    ) =>
      changePeopleFor(
        office,
        officeActor,
        { ...asked, id, change, officer, channel: over.channel ?? 'telephone', reason: over.reason ?? null },
        over.at ?? now,
      ),
    async change({ visitor, id }: { visitor: Visitor; id: string }, slotId: SlotId) {
      const ask = { id, slotId, slot: await slotOf(slotId), policy, windowOf, otherVenueFrom: null }
      return changeReservation(town.visitors, visitor.actor, ask, now)
    },
    async changeFor(id: string, slotId: SlotId) {
      return staffDesk.change(
        officeActor,
        {
          id: id as never,
          slotId,
          slot: await slotOf(slotId),
          officer,
          policy,
          channel: 'telephone',
          reason: null,
          otherVenueFrom: null,
        },
        now,
      )
    },
    cancel: ({ visitor, id }: { visitor: Visitor; id: string }) =>
      cancelReservation(town.visitors, visitor.actor, { id, windowOf }, now),
    /** Its people by position with what they do, and the slots it holds with the places in each. */
    async stands(id: string) {
      const people = await town.owner<{ id: string; said: string; cardId: string | null }[]>`
        select id, card_id, array_to_string(procedure_code || more_procedures, '+') as said from app.reservation_people
        where reservation_id = ${id} order by position`
      const held = await town.owner<{ slotId: SlotId; places: number }[]>`
        select h.slot_id, sum(h.places)::int as places from app.reservation_slots h
        join app.slots s on s.tenant_id = h.tenant_id and s.id = h.slot_id
        where h.reservation_id = ${id} and h.freed_at is null group by h.slot_id, s.starts_at order by s.starts_at`
      const [row] = await town.owner<[{ state: string; minutes: number; places: number; version: number }]>`
        select state, minutes, places, version from app.reservations where id = ${id}`
      return {
        ...row,
        ids: people.map((it) => it.id),
        people: people.map((it) => it.said),
        held: held.map((it) => [it.slotId, it.places]),
      }
    },
  }
}
export type Family = Awaited<ReturnType<typeof openFamily>>
