import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type RequestId, type SlotId } from '../kernel.ts'
import { openBookingDesk } from './booking-desk.ts'
import { cancelReservation } from './cancel-reservation.ts'
import { changeReservation } from './change-reservation.ts'
import { recountPlaces } from './recount-places.ts'
import { openDesk } from './testing/open-desk.ts'
import { now, windowOf } from './testing/open-town.ts'

let office: Awaited<ReturnType<typeof openDesk>>
let town: (typeof office)['town']
beforeAll(async () => {
  office = await openDesk()
  town = office.town
})
afterAll(() => town.close())

const slot = (web: number, telephone: number, counter = 0, over = {}) =>
  town.slot(web + telephone + counter, {
    limitWeb: web,
    limitTelephone: telephone,
    limitCounter: counter,
    ...over,
  })
const WEB = {
  procedures: [{ code: 'P09', needsCard: false }],
  lanes: [{ code: 'card', procedures: ['P09'] }],
} as never
const eight = <Answer>(ask: (n: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length: 8 }, (_, n) => ask(n)))
const won = (answers: { ok: boolean }[]) => answers.filter((it) => it.ok).length

describe(`an officer who books on the telephone ${req('2.F.1')}`, () => {
  it('takes a place of the telephone, says who did it, and has the confirmation sent', async () => {
    const here = await slot(1, 1)
    const { cardId } = await town.cardOwner()
    const answer = await office.book(here, { cardId })
    if (!answer.ok) throw new Error(answer.reason)
    expect(answer.value.number).toMatch(/^\d{8}$/)
    expect(await office.taken(here)).toEqual({ web: 0, telephone: 1, counter: 0, held: 1 })
    const id = answer.value.reservationId
    expect(await office.events(id)).toEqual([{ act: 'book', reason: null, actorId: office.staffId }])
    expect(await town.topics(id)).toEqual(['reservation.booked'])
    const [row] = await town.owner`select subject_id, channel, state from app.reservations where id = ${id}`
    expect(row).toEqual({ subjectId: cardId, channel: 'telephone', state: 'confirmed' })
  })

  it('gets the one place of eight who ask for it at once', async () => {
    const here = await slot(3, 1)
    const answers = await eight(() => office.book(here))
    expect(won(answers)).toBe(1)
    expect(answers.filter((it) => !it.ok && it.reason === 'channel-full')).toHaveLength(7)
    expect(await office.taken(here)).toEqual({ web: 0, telephone: 1, counter: 0, held: 1 })
  })

  it('books once with a form that is sent eight times at once', async () => {
    const here = await slot(0, 8)
    const requestId = mintId<RequestId>()
    const answers = await eight(() => office.book(here, { requestId }))
    expect(new Set(answers.map((it) => it.ok && it.value.reservationId)).size).toBe(1)
    expect(won(answers)).toBe(8)
    expect((await office.taken(here)).held).toBe(1)
  })

  it('books one pick-up of a card, however many take the call', async () => {
    const { cardId } = await town.cardOwner()
    const slots = await eight(() => slot(0, 1))
    const answers = await eight((n) => office.book(slots[n] as SlotId, { cardId }))
    expect(won(answers)).toBe(1)
    expect(answers.filter((it) => !it.ok && it.reason === 'already-booked')).toHaveLength(7)
  })

  it('does not book for a card that its owner may not fetch yet, and not without the role', async () => {
    const here = await slot(0, 1)
    const { cardId } = await town.cardOwner('shipped')
    expect(await office.book(here, { cardId })).toEqual({ ok: false, reason: 'card-not-ready' })
    expect(await office.book(here, { roles: ['auditor'] })).toEqual({ ok: false, reason: 'not-your-part' })
    expect(await office.taken(here)).toMatchObject({ held: 0 })
  })

  it('gives a number that no resident is given', async () => {
    const here = await slot(5, 5)
    const desk = openBookingDesk(town.open('web_booking'), 'key')
    const web = await desk.take(town.tenantId, town.form(await town.visitor(), [here]), now)
    const call = await office.book(here)
    expect(web.ok && call.ok && web.value.number !== call.value.number).toBe(true)
  })
})

describe(`the web and the telephone in a rush ${req('2.B.4')}`, () => {
  it('take their own places and none of the other, with every place accounted for', async () => {
    const here = await slot(4, 3, 1)
    const desk = openBookingDesk(town.open('web_booking'), 'key')
    const visitors = await eight(() => town.visitor())
    const [web, calls] = await Promise.all([
      eight((n) => desk.take(town.tenantId, town.form(visitors[n]!, [here]), now)),
      eight(() => office.book(here)),
    ])
    expect([won(web), won(calls)]).toEqual([4, 3])
    expect(await office.taken(here)).toEqual({ web: 4, telephone: 3, counter: 0, held: 7 })
    const machine = town.open('web_api')
    expect(await recountPlaces(machine, town.tenantId, now)).toEqual([])
  })
})

describe(`a slot of the office’s own in a rush on the web ${req('2.B.4')}`, () => {
  it('gives the web nothing, however often it is pressed, and the telephone all of its places', async () => {
    const here = await slot(0, 4, 1)
    const desk = openBookingDesk(town.open('web_booking'), 'key')
    const visitors = await Promise.all(Array.from({ length: 24 }, () => town.visitor()))
    const [web, calls] = await Promise.all([
      Promise.all(visitors.map((it) => desk.take(town.tenantId, town.form(it, [here]), now))),
      eight(() => office.book(here)),
    ])
    expect([won(web), won(calls)]).toEqual([0, 4])
    expect(await office.book(here, { channel: 'counter' })).toMatchObject({ ok: true })
    expect(await office.taken(here)).toEqual({ web: 0, telephone: 4, counter: 1, held: 5 })
  })

  it('is not changed to from the web either', async () => {
    const [mine, here] = [await slot(1, 0), await slot(0, 2)]
    const desk = openBookingDesk(town.open('web_booking'), 'key')
    const visitor = await town.visitor()
    const booked = await desk.take(town.tenantId, town.form(visitor, [mine]), now)
    if (!booked.ok) throw new Error(booked.reason)
    const slotHere = {
      lane: 'card',
      startsAt: new Date('2026-12-20T00:00:00Z'),
      window: windowOf(new Date('2026-12-20T00:00:00Z')),
    }
    const ask = {
      id: booked.value.reservationId,
      slotId: here,
      slot: slotHere,
      windowOf,
      otherVenueFrom: null,
    }
    const answer = await changeReservation(town.visitors, visitor.actor, { ...ask, policy: WEB }, now)
    expect(answer).toMatchObject({ ok: false, reason: 'full' })
    expect(await office.taken(here)).toMatchObject({ web: 0, held: 0 })
  })
})

describe('a slot whose channels may take more in all than it holds', () => {
  it('is full for the telephone once the web has filled it, with and without a reason', async () => {
    const here = await town.slot(1, { limitWeb: 1, limitTelephone: 1, limitCounter: 1 })
    const desk = openBookingDesk(town.open('web_booking'), 'key')
    expect((await desk.take(town.tenantId, town.form(await town.visitor(), [here]), now)).ok).toBe(true)
    const within = { override: 'within-capacity', reason: 'hardship' } as const
    for (const over of [{}, within])
      expect(await office.book(here, over)).toEqual({ ok: false, reason: 'full' })
    expect(await office.taken(here)).toEqual({ web: 1, telephone: 0, counter: 0, held: 1 })
  })
})

describe(`a place that is kept for another channel ${req('2.F.3')}`, () => {
  const over = { override: 'within-capacity', reason: 'hardship' } as const

  it('is taken where the municipality lets it and an officer says why, and counts as that channel’s', async () => {
    const here = await slot(2, 0)
    expect(await office.book(here)).toEqual({ ok: false, reason: 'channel-full' })
    expect(await office.book(here, { ...over, override: 'none' })).toEqual({
      ok: false,
      reason: 'channel-full',
    })
    expect(await office.book(here, { ...over, reason: 'because' })).toEqual({
      ok: false,
      reason: 'reason-missing',
    })
    const answer = await office.book(here, over)
    if (!answer.ok) throw new Error(answer.reason)
    expect(await office.taken(here)).toEqual({ web: 1, telephone: 0, counter: 0, held: 1 })
    expect(await office.events(answer.value.reservationId)).toMatchObject([
      { act: 'book', reason: 'hardship' },
    ])
  })

  it('is never one too many: eight at once get what the slot holds', async () => {
    const here = await slot(2, 1, 1)
    const answers = await eight(() => office.book(here, over))
    expect(won(answers)).toBe(4)
    expect(answers.filter((it) => !it.ok && it.reason === 'full')).toHaveLength(4)
    expect(await office.taken(here)).toEqual({ web: 2, telephone: 1, counter: 1, held: 4 })
  })

  it('leaves no reason on record where the telephone had one of its own', async () => {
    const answer = await office.book(await slot(1, 1), over)
    if (!answer.ok) throw new Error(answer.reason)
    expect(await office.events(answer.value.reservationId)).toMatchObject([{ reason: null }])
  })
})

describe(`a reservation that an officer changes ${req('2.F.1')}`, () => {
  it('moves to a place of the telephone; a full slot leaves it where it is', async () => {
    const [from, to, full] = [await slot(1, 0), await slot(0, 1), await slot(1, 0)]
    const desk = openBookingDesk(town.open('web_booking'), 'key')
    const visitor = await town.visitor()
    const booked = await desk.take(town.tenantId, town.form(visitor, [from]), now)
    if (!booked.ok) throw new Error(booked.reason)
    const id = booked.value.reservationId
    expect(await office.change(id, full)).toEqual({ ok: false, reason: 'channel-full' })
    expect(await office.taken(from)).toMatchObject({ web: 1, held: 1 })
    expect(await office.change(id, to)).toEqual({ ok: true, value: true })
    expect(await office.taken(from)).toMatchObject({ web: 0, held: 0 })
    expect(await office.taken(to)).toMatchObject({ telephone: 1, held: 1 })
    expect(await office.change(id, to)).toEqual({ ok: true, value: true })
    expect(await office.events(id)).toMatchObject([{ act: 'change', actorId: office.staffId }])
    expect(await town.topics(id)).toEqual(['places.freed', 'reservation.booked', 'reservation.changed'])
    expect(await cancelReservation(town.visitors, visitor.actor, { id, windowOf }, now)).toMatchObject({
      ok: true,
    })
    expect(await office.taken(to)).toMatchObject({ telephone: 0, held: 0 })
  })

  it('by eight officers to eight slots ends in one of them', async () => {
    const first = await office.book(await slot(0, 1))
    if (!first.ok) throw new Error(first.reason)
    const slots = await eight(() => slot(0, 1))
    await eight((n) => office.change(first.value.reservationId, slots[n] as SlotId))
    const held = await Promise.all(slots.map(async (it) => (await office.taken(it)).held))
    expect(held.reduce((sum, it) => sum + it, 0)).toBe(1)
  })
})

describe(`somebody who comes without a reservation ${req('2.F.2')}`, () => {
  it('is booked into the slot that is running, of the counter’s places', async () => {
    const running = await slot(1, 1, 1, { startsAt: new Date(now.getTime() - 5 * 60_000) })
    expect(await office.book(running)).toEqual({ ok: false, reason: 'closed' })
    expect(await office.book(running, { channel: 'counter', running: true })).toMatchObject({ ok: true })
    expect(await office.taken(running)).toMatchObject({ counter: 1 })
    const over = new Date(now.getTime() + 15 * 60_000)
    expect(await office.book(running, { channel: 'counter', running: true, at: over })).toMatchObject({
      ok: false,
    })
  })
})

describe('an officer of another municipality', () => {
  it('has no such slot and no such reservation', async () => {
    const there = (await factories.slots(town.owner, mintId<string>())).id as SlotId
    expect(await office.book(there)).toEqual({ ok: false, reason: 'no-such-slot' })
  })
})
