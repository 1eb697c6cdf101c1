import { req } from '@madoguchi/config/req.ts'
import type { Actor, Tx } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type SlotId } from '../kernel.ts'
import { openBookingDesk } from './booking-desk.ts'
import { cancelReservation } from './cancel-reservation.ts'
import { changeReservation } from './change-reservation.ts'
import { myReservation, myReservations } from './my-reservations.ts'
import { now, openTown, type Town, type Visitor, windowOf } from './testing/open-town.ts'

let town: Town
let me: Visitor
let neighbour: Visitor
let theirs: string
let mine: string
let slotId: SlotId
const walled = { message: expect.stringMatching(/row-level security/) }
const denied = { code: '42501' }

beforeAll(async () => {
  town = await openTown()
  const desk = openBookingDesk(town.open('web_booking'), 'key')
  slotId = await town.slot(9, { limitTelephone: 5, takenTelephone: 1, limitCounter: 5 })
  ;[me, neighbour] = [await town.visitor(), await town.visitor()]
  const book = async (visitor: Visitor) => {
    const answer = await desk.take(town.tenantId, town.form(visitor, [slotId]), now)
    if (!answer.ok) throw new Error(answer.reason)
    return answer.value.reservationId
  }
  ;[mine, theirs] = [await book(me), await book(neighbour)]
})
afterAll(() => town.close())

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => town.visitors.as(actor, work)
const iAsk = <T>(work: (tx: Tx) => Promise<T>) => as(me.actor, work)
const stateOf = async (id: string) => {
  const [row] = await town.owner`
    select r.state, r.mail, r.version, count(*) filter (where h.freed_at is null)::int as held, bool_and(p.live) as live
    from app.reservations r join app.reservation_slots h on h.reservation_id = r.id
    join app.reservation_people p on p.reservation_id = r.id where r.id = ${id} group by r.tenant_id, r.id`
  return row
}
const untouched = { state: 'confirmed', mail: null, version: 1, held: 1, live: true }

describe(`a resident ${req('1.F.9')}`, () => {
  it('sees their own reservation and no other, whatever id they name', async () => {
    expect((await myReservations(town.visitors, me.actor)).map((it) => it.id)).toEqual([mine])
    expect(await myReservation(town.visitors, me.actor, mine)).toMatchObject({ id: mine })
    expect(await myReservation(town.visitors, me.actor, theirs)).toBeNull()
    for (const table of ['reservations', 'reservation_slots', 'reservation_people'])
      expect(await iAsk((tx) => tx`select from app.${tx(table)}`), table).toHaveLength(1)
  })

  it('neither cancels nor changes another’s: it is not there', async () => {
    const other = { id: theirs, windowOf }
    expect(await cancelReservation(town.visitors, me.actor, other, now)).toEqual({
      ok: false,
      reason: 'not-found',
    })
    const slot = { lane: 'card', startsAt: now, window: windowOf(now) }
    const change = { ...other, slotId: await town.slot(1), slot, policy: {} as never, otherVenueFrom: null }
    expect(await changeReservation(town.visitors, me.actor, change, now)).toEqual({
      ok: false,
      reason: 'not-found',
    })
    expect(await stateOf(theirs)).toEqual(untouched)
  })

  it('does not reach it through the functions behind either', async () => {
    const another = await town.slot(1)
    await iAsk(async (tx) => {
      const [row] = await tx`
        select app.cancel_reservation(${theirs}, 'x', ${now}) as cancelled,
          app.change_reservation(${theirs}, ${[another]}, ${now}, null) as changed, app.free_places(${theirs}, ${now}) as freed`
      expect(row).toEqual({ cancelled: 'not-found', changed: 'not-found', freed: 0 })
    })
    expect(await stateOf(theirs)).toEqual(untouched)
  })

  it('is changed by the residents alone: a change takes places of the web', async () => {
    const office: Actor = { role: 'staff', tenantId: town.tenantId, subjectId: null }
    const change = town
      .open('web_staff')
      .as(
        office,
        (tx) => tx`select app.change_reservation(${theirs}, ${[slotId]}, ${now}, null) -- tenant: entered`,
      )
    await expect(change).rejects.toThrow(/permission denied for function change_reservation/)
  })

  it.each([
    ['reservation', (tx: Tx) => tx`update app.reservations set mail = 'me@example.jp' where id = ${theirs}`],
    [
      'places',
      (tx: Tx) => tx`update app.reservation_slots set freed_at = ${now} where reservation_id = ${theirs}`,
    ],
    [
      'people',
      (tx: Tx) => tx`update app.reservation_people set live = false where reservation_id = ${theirs}`,
    ],
  ])('changes nothing of another’s %s', async (_, update) => {
    expect((await iAsk(update)).count).toBe(0)
    expect(await stateOf(theirs)).toEqual(untouched)
  })

  it('books for nobody else, and through the web only', async () => {
    const reservation = (subjectId: string | null, channel: string) => (tx: Tx) =>
      tx`
      insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes, places,
        channel, state, language, policy_version, booked_at)
      values (${town.tenantId}, ${mintId()}, ${mintId()}, ${`X${Math.random()}`}, ${subjectId}, ${town.venueId}, ${town.laneId},
        ${now}, 15, 1, ${channel}, 'confirmed', 'ja', 1, ${now})`
    const places = (subjectId: string | null, channel: string) => (tx: Tx) =>
      tx`
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      values (${town.tenantId}, ${mine}, ${slotId}, ${subjectId}, 1, ${channel})`
    for (const insert of [reservation, places]) {
      for (const channel of ['telephone', 'counter'])
        await expect(iAsk(insert(me.actor.subjectId, channel))).rejects.toMatchObject(walled)
      await expect(iAsk(insert(neighbour.actor.subjectId, 'web'))).rejects.toMatchObject(walled)
    }
  })

  it('takes no place of the telephone or the counter, and makes no room of its own', async () => {
    for (const channel of ['taken_telephone', 'taken_counter'])
      await expect(
        iAsk((tx) => tx`update app.slots set ${tx(channel)} = ${tx(channel)} + 1 where id = ${slotId}`),
      ).rejects.toMatchObject(denied)
    for (const column of ['capacity', 'limit_web', 'limit_telephone', 'state', 'starts_at'])
      await expect(
        iAsk((tx) => tx`update app.slots set ${tx(column)} = default`),
        column,
      ).rejects.toMatchObject(denied)
    const web = iAsk((tx) => tx`update app.slots set taken_web = 10 where id = ${slotId}`)
    await expect(web).rejects.toMatchObject({ code: '23514' })
  })

  it('picks up no card but their own', async () => {
    const { cardId } = await town.cardOwner()
    const naming = iAsk(
      (
        tx,
      ) => tx`insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id)
        values (${town.tenantId}, ${mine}, ${me.actor.subjectId}, 'P01', ${cardId})`,
    )
    await expect(naming).rejects.toMatchObject(walled)
    const [taken] = await iAsk(
      (tx) => tx`
      select outcome from app.take_one(${now}, ${cardId}, ${mintId()}, ${mintId()}, 'X1', ${[slotId]}, 1,
        ${tx.json({ cardStates: ['stored'], procedure: 'P01' })})`,
    )
    expect(taken).toEqual({ outcome: 'card-not-ready' })
  })

  it('says of themselves neither that they came nor that they were served', async () => {
    for (const state of ['checked_in', 'serving', 'done', 'no_show'])
      await expect(
        iAsk((tx) => tx`update app.reservations set state = ${state} where id = ${mine}`),
      ).rejects.toMatchObject(walled)
    await expect(iAsk((tx) => tx`update app.reservations set checked_in_at = now()`)).rejects.toMatchObject(
      denied,
    )
    await expect(iAsk((tx) => tx`delete from app.reservations`)).rejects.toMatchObject(denied)
  })

  it('reads no messages, and no outbox', async () => {
    await expect(iAsk((tx) => tx`select from app.messages`)).rejects.toMatchObject(denied)
    await expect(iAsk((tx) => tx`select from app.outbox`)).rejects.toMatchObject(denied)
  })
})

describe('a resident of another municipality', () => {
  const elsewhere = mintId<string>()
  const stranger = (): Actor => ({ ...me.actor, tenantId: elsewhere })

  it('sees nothing here, even as the same subject', async () => {
    await factories.tenants(town.owner, elsewhere)
    expect(await myReservations(town.visitors, stranger())).toEqual([])
    expect(await cancelReservation(town.visitors, stranger(), { id: mine, windowOf }, now)).toMatchObject({
      reason: 'not-found',
    })
    expect(await stateOf(mine)).toEqual(untouched)
  })

  it('takes no place here, neither alone nor in a batch, with a session that is good at home', async () => {
    const desk = openBookingDesk(town.open('web_booking'), 'key')
    expect(await desk.take(elsewhere, town.form(me, [slotId]), now)).toEqual({
      ok: false,
      reason: 'session-over',
    })
    const [taken] = await as(
      stranger(),
      (tx) => tx`
      select outcome from app.take_one(${now}, null, ${mintId()}, ${mintId()}, 'X2', ${[slotId]}, 1, '{}')`,
    )
    expect(taken).toEqual({ outcome: 'no-such-slot' })
  })
})

describe('an officer', () => {
  it('may take what the telephone has', async () => {
    const staff = town.open('web_staff')
    const officer: Actor = { role: 'staff', tenantId: town.tenantId, subjectId: mintId() }
    const update = await staff.as(
      officer,
      (tx) => tx`
      update app.slots set taken_telephone = taken_telephone + 1 where tenant_id = ${town.tenantId} and id = ${slotId}`,
    )
    expect(update.count).toBe(1)
  })
})
