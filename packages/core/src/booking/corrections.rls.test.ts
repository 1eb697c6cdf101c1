import { req } from '@madoguchi/config/req.ts'
import type { Tx } from '@madoguchi/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBookingDesk } from './booking-desk.ts'
import { cancelReservation } from './cancel-reservation.ts'
import { correctContact } from './correct-contact.ts'
import { reservationHistory } from './reservation-history.ts'
import { now, openTown, type Town, type Visitor, windowOf } from './testing/open-town.ts'

let town: Town
let [me, neighbour]: Visitor[] = []
let [mine, theirs]: string[] = []
const contact = { mail: 'me@example.jp', telephone: null, language: 'ja' }
const walled = { message: expect.stringMatching(/row-level security/) }

beforeAll(async () => {
  town = await openTown()
  const desk = openBookingDesk(town.open('web_booking'), 'key')
  const slotId = await town.slot(9)
  const book = async (visitor: Visitor) => {
    const answer = await desk.take(town.tenantId, town.form(visitor, [slotId]), now)
    if (!answer.ok) throw new Error(answer.reason)
    return answer.value.reservationId
  }
  ;[me, neighbour] = [await town.visitor(), await town.visitor()]
  ;[mine, theirs] = [await book(me), await book(neighbour)]
})
afterAll(() => town.close())

const iAsk = <T>(work: (tx: Tx) => Promise<T>) => town.visitors.as(me?.actor as never, work)

describe(`a resident who corrects ${req('1.F.9')}`, () => {
  it('reaches no other’s reservation: neither its contact nor who comes', async () => {
    const other = { id: theirs ?? '', contact }
    expect(await correctContact(town.visitors, me?.actor as never, other, now)).toMatchObject({
      reason: 'not-found',
    })
    const said = await iAsk(
      (tx) => tx`update app.reservation_people set comer = 'proxy' where reservation_id = ${theirs ?? ''}`,
    )
    expect(said.count).toBe(0)
  })

  it('leaves a trace in their own name only', async () => {
    const trace =
      (subjectId = '') =>
      (tx: Tx) =>
        tx`
      insert into app.reservation_corrections (tenant_id, reservation_id, subject_id, act, occurred_at)
      values (${town.tenantId}, ${mine ?? ''}, ${subjectId}, 'contact', ${now})`
    await expect(iAsk(trace(neighbour?.actor.subjectId ?? ''))).rejects.toMatchObject(walled)
    await correctContact(town.visitors, me?.actor as never, { id: mine ?? '', contact }, now)
    const history = await reservationHistory(town.visitors, me?.actor as never, mine ?? '')
    expect(history.map((it) => it.act)).toEqual(['booked', 'contact'])
  })

  it('a number that stands alone is told of the reservation; nobody is told that an address was left', async () => {
    const asked = async () => {
      const rows = await town.owner<{ topic: string }[]>`
        select topic from app.outbox where topic like '%contact%' order by created_at, topic`
      return rows.splice(0).map((it) => it.topic)
    }
    const correct = (to: object) =>
      correctContact(
        town.visitors,
        me?.actor as never,
        { id: mine ?? '', contact: { ...contact, ...to } },
        now,
      )
    await correct({ mail: null, telephone: '09000000001' })
    const before = await asked()
    await correct({ mail: null, telephone: '09000000002' })
    await correct({ mail: null, telephone: '09000000002', language: 'en' })
    expect((await asked()).slice(before.length)).toEqual(['reservation.contact_changed'])
  })

  it('does not bring back whoever was let go when the reservation was cancelled', async () => {
    const gone = { id: mine ?? '', windowOf }
    expect(await cancelReservation(town.visitors, me?.actor as never, gone, now)).toMatchObject({ ok: true })
    const back = await iAsk(
      (tx) => tx`update app.reservation_people set live = true where reservation_id = ${mine ?? ''}`,
    )
    expect(back.count).toBe(0)
  })
})
