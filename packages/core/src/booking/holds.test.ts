import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secretHash } from '../identity/session-secret.ts'
import type { SlotId } from '../kernel.ts'
import type { Hold } from './hold-rules.ts'
import { myReservations } from './my-reservations.ts'
import { sweepHolds } from './sweep-holds.ts'
import { type Counter, openCounter } from './testing/open-counter.ts'
import { now, type Visitor } from './testing/open-town.ts'

let counter: Counter
let town: Counter['town']
let machine: ReturnType<Counter['town']['open']>

beforeAll(async () => {
  counter = await openCounter()
  town = counter.town
  machine = town.open('web_api')
})
afterAll(() => town.close())

const policy = { minutes: 10, extensions: 2 }
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const hold = (visitor: Visitor, slotId: SlotId, at = now) =>
  counter.desk.holds.take(
    town.tenantId,
    {
      secretHash: secretHash(visitor.secret),
      policy,
      slotId,
      details: { pickup: 'cardId' in visitor, cardStates: ['stored'], language: 'ja', policyVersion: 1 },
    },
    at,
  )
const held = async (visitor: Visitor, slotId: SlotId, at = now): Promise<Hold> => {
  const answer = await hold(visitor, slotId, at)
  if (!answer.ok) throw new Error(answer.reason)
  return answer.value
}
const look = (visitor: Visitor, at = now) =>
  counter.desk.holds.look(town.tenantId, secretHash(visitor.secret), at)
const extend = (visitor: Visitor, at: Date) =>
  counter.desk.holds.extend(town.tenantId, { secretHash: secretHash(visitor.secret), policy }, at)
const form = (visitor: Visitor, slotId: SlotId, holdId?: string) => {
  const { details, ...rest } = town.form(visitor, [slotId])
  return { ...rest, details: { ...details, hold: holdId } }
}
const confirm = (visitor: Visitor, slotId: SlotId, holdId: string, at = now) =>
  counter.desk.take(town.tenantId, form(visitor, slotId, holdId), at)
const stateOf = async (id: string) =>
  (await town.owner<[{ state: string }]>`select state from app.reservations where id = ${id}`)[0].state

describe(`a place that somebody has chosen ${req('2.D.1')}`, () => {
  it('is theirs for ten minutes, counts as taken, and is nobody’s reservation', async () => {
    const slotId = await town.slot(1)
    const visitor = await town.visitor()
    const { id, until } = await held(visitor, slotId)
    expect(until).toEqual(later(10))
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    expect(await myReservations(town.visitors, visitor.actor)).toEqual([])
    expect(await town.topics(id)).toEqual(['place.held'])
    expect(await hold(await town.visitor(), slotId)).toEqual({ ok: false, reason: 'full' })
  })

  it('stays as it is when the page is looked at again', async () => {
    const slotId = await town.slot(1)
    const visitor = await town.visitor()
    const first = await held(visitor, slotId)
    expect(await held(visitor, slotId, later(3))).toEqual(first)
    expect(await look(visitor, later(3))).toEqual(first)
    expect(await look(visitor, later(10))).toBeNull()
    expect(await look(await town.visitor())).toBeNull()
  })

  it('becomes the reservation of the form that confirms it, once, without taking another place', async () => {
    const slotId = await town.slot(1)
    const visitor = await town.cardOwner()
    const { id } = await held(visitor, slotId)
    const asked = form(visitor, slotId, id)
    const first = await counter.desk.take(town.tenantId, asked, later(9))
    expect(first).toMatchObject({ ok: true, value: { reservationId: id } })
    expect(await counter.desk.take(town.tenantId, asked, later(9))).toEqual(first)
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(id)).toEqual(['place.held', 'reservation.booked'])
    expect(await myReservations(town.visitors, visitor.actor)).toMatchObject([
      { id, state: 'confirmed', bookedAt: later(9), cardId: visitor.cardId },
    ])
    expect(await hold(visitor, await town.slot(1))).toEqual({ ok: false, reason: 'already-booked' })
  })

  it('is confirmed beside others who press in the same moment', async () => {
    const slotId = await town.slot(8)
    const holders = await Promise.all(Array.from({ length: 4 }, () => town.visitor()))
    const holds = await Promise.all(holders.map((it) => held(it, slotId)))
    const others = await Promise.all(Array.from({ length: 8 }, () => town.visitor()))
    const answers = await Promise.all([
      ...holders.map((it, n) => confirm(it, slotId, holds[n]?.id ?? '')),
      ...others.map((it) => counter.desk.take(town.tenantId, form(it, slotId), now)),
    ])
    expect(answers.slice(0, 4).every((it) => it.ok)).toBe(true)
    expect(answers.filter((it) => it.ok)).toHaveLength(8)
    expect(await town.count(slotId)).toEqual({ taken: 8, held: 8 })
  })

  it('is given up for another time, in one act; a time that is full leaves it as it is', async () => {
    const [one, other, full] = [await town.slot(1), await town.slot(1), await town.slot(1)]
    await counter.booked([full])
    const visitor = await town.visitor()
    const first = await held(visitor, one)
    expect(await hold(visitor, full)).toEqual({ ok: false, reason: 'full' })
    expect(await look(visitor)).toEqual(first)
    expect(await held(visitor, other, later(4))).toMatchObject({ id: first.id, until: later(14) })
    expect(await town.count(one)).toEqual({ taken: 0, held: 0 })
    expect(await town.count(other)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(first.id)).toEqual(['place.held', 'place.held', 'places.freed'])
  })

  it('is let go when another time is booked from an older page', async () => {
    const [one, other] = [await town.slot(1), await town.slot(1)]
    const visitor = await town.visitor()
    const { id } = await held(visitor, one)
    expect(await confirm(visitor, other, id)).toMatchObject({ ok: true })
    expect(await stateOf(id)).toBe('expired')
    expect(await town.count(one)).toEqual({ taken: 0, held: 0 })
    expect(await town.count(other)).toEqual({ taken: 1, held: 1 })
  })

  it('may be extended twice, while it is not over', async () => {
    const visitor = await town.visitor()
    await held(visitor, await town.slot(1))
    expect(await extend(visitor, later(8))).toBe(true)
    expect(await look(visitor, later(12))).toMatchObject({ until: later(18), extended: 1 })
    // Known for twenty minutes after the last page: it is held no longer than that.
    expect(await extend(visitor, later(16))).toBe(true)
    expect(await extend(visitor, later(17))).toBe(false)
    expect((await look(visitor, later(17)))?.extended).toBe(2)
    expect(await extend(await town.visitor(), now)).toBe(false)
  })

  it('is free at once when its owner leaves', async () => {
    const slotId = await town.slot(1)
    const visitor = await town.visitor()
    const { id } = await held(visitor, slotId)
    await counter.desk.holds.letGo(town.tenantId, secretHash(visitor.secret), now)
    expect(await town.count(slotId)).toEqual({ taken: 0, held: 0 })
    expect(await stateOf(id)).toBe('expired')
    expect(await town.topics(id)).toContain('places.freed')
  })
})

describe(`a place that was held for too long ${req('2.D.1')}`, () => {
  const over = later(11)

  it.each([
    [
      'by whoever books it',
      (it: Visitor, slotId: SlotId) => counter.desk.take(town.tenantId, form(it, slotId), over),
    ],
    ['by whoever chooses it', (it: Visitor, slotId: SlotId) => hold(it, slotId, over)],
  ])('is freed %s', async (_, want) => {
    const slotId = await town.slot(1)
    const { id } = await held(await town.visitor(), slotId)
    expect(await want(await town.visitor(over), slotId)).toMatchObject({ ok: true })
    expect(await stateOf(id)).toBe('expired')
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it('is freed by whoever moves a reservation there, and by a crowd of which one has it', async () => {
    const [full, moved, hot] = [await town.slot(1), await town.slot(1), await town.slot(1)]
    await held(await town.visitor(), full)
    const booked = await counter.booked([moved], await town.visitor())
    expect(await counter.change(booked, full, over)).toEqual({ ok: true, value: true })

    await held(await town.visitor(), hot)
    const crowd = await Promise.all(Array.from({ length: 6 }, () => town.visitor(over)))
    const answers = await Promise.all(
      crowd.map((it) => counter.desk.take(town.tenantId, form(it, hot), over)),
    )
    expect(answers.filter((it) => it.ok)).toHaveLength(1)
    expect(await town.count(hot)).toEqual({ taken: 1, held: 1 })
  })

  it('is still its owner’s as long as nobody else needs it', async () => {
    const slotId = await town.slot(1)
    const visitor = await town.visitor()
    const { id } = await held(visitor, slotId)
    expect(await held(visitor, slotId, over)).toMatchObject({ id, until: later(21), extended: 0 })
    expect(await confirm(visitor, slotId, id, later(19))).toMatchObject({ ok: true })
  })

  it('is taken anew by a form that comes too late, or refused when it is gone', async () => {
    const [free, gone] = [await town.slot(1), await town.slot(1)]
    const [lucky, unlucky] = [await town.visitor(), await town.visitor()]
    const [first, second] = [await held(lucky, free), await held(unlucky, gone)]
    expect(await sweepHolds(machine, town.tenantId, over)).toBeGreaterThanOrEqual(2)
    await counter.booked([gone], await town.visitor())
    expect(await confirm(lucky, free, first.id, over)).toMatchObject({ ok: true })
    expect(await confirm(unlucky, gone, second.id, over)).toEqual({ ok: false, reason: 'full' })
  })

  it('is swept, and told to the calendars; what still lasts is left alone', async () => {
    const [old, fresh] = [await town.slot(1), await town.slot(1)]
    const { id } = await held(await town.visitor(), old)
    await held(await town.visitor(), fresh, later(5))
    await sweepHolds(machine, town.tenantId, over)
    expect(await town.count(old)).toEqual({ taken: 0, held: 0 })
    expect(await town.count(fresh)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(id)).toEqual(['place.held', 'places.freed'])
  })

  it('is either confirmed or swept when both happen at once, and counts once', async () => {
    const people = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const slotId = await town.slot(1)
        const visitor = await town.visitor()
        return { slotId, visitor, id: (await held(visitor, slotId)).id }
      }),
    )
    const answers = await Promise.all([
      ...people.map((it) => confirm(it.visitor, it.slotId, it.id, over)),
      sweepHolds(machine, town.tenantId, over),
    ])
    expect(answers.slice(0, 12)).toEqual(people.map(() => expect.objectContaining({ ok: true })))
    for (const { slotId } of people) expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })
})

describe('who may hold a place', () => {
  it('one person holds one, however many of their pages ask at once', async () => {
    const visitor = await town.cardOwner()
    const slots = await Promise.all(Array.from({ length: 4 }, () => town.slot(1)))
    await Promise.allSettled(slots.map((it) => hold(visitor, it)))
    const counts = await Promise.all(slots.map((it) => town.count(it)))
    expect(counts.reduce((sum, it) => sum + it.taken, 0)).toBe(1)
  })

  it('nobody without a session, whose card cannot come, or who has booked without a letter already', async () => {
    const slotId = await town.slot(9)
    expect(await hold({ secret: 'nobody', actor: (await town.visitor()).actor }, slotId)).toMatchObject({
      reason: 'session-over',
    })
    expect(await hold(await town.cardOwner('returned'), slotId)).toMatchObject({ reason: 'card-not-ready' })
    const { visitor } = await counter.booked([slotId], await town.visitor())
    expect(await hold(visitor, slotId)).toMatchObject({ reason: 'session-over' })
  })

  it('a time that is closed is not held, nor confirmed when it was closed meanwhile', async () => {
    const slotId = await town.slot(1)
    const visitor = await town.visitor()
    const { id } = await held(visitor, slotId)
    await town.owner`update app.slots set state = 'closing' where id = ${slotId}`
    expect(await confirm(visitor, slotId, id)).toEqual({ ok: false, reason: 'closed' })
    expect(await hold(await town.visitor(), slotId)).toEqual({ ok: false, reason: 'closed' })
  })
})
