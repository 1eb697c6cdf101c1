import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { secretHash } from '../identity/session-secret.ts'
import type { SlotId } from '../kernel.ts'
import { sweepHolds } from './sweep-holds.ts'
import { type Counter, openCounter } from './testing/open-counter.ts'
import { now, type Visitor } from './testing/open-town.ts'
import { myWaiting, type WaitingAsk, type WaitingList } from './waiting-list.ts'

type Owner = Visitor & { cardId: string }
let counter: Counter
let town: Counter['town']
let line: WaitingList
let machine: ReturnType<Counter['town']['open']>

beforeAll(async () => {
  counter = await openCounter()
  town = counter.town
  line = counter.desk.line
  machine = town.open('web_api')
})
afterAll(() => town.close())

const DECEMBER = { from: '2026-12-01' as PlainDate, until: '2026-12-31' as PlainDate }
const minutes = (count: number, from = now) => new Date(from.getTime() + count * 60_000)
const ask = (over: Partial<WaitingAsk> = {}): WaitingAsk => ({
  ...{ procedureCode: 'P01', laneId: town.laneId, venueId: null, homeVenueId: town.venueId },
  ...{ otherVenueFrom: null, language: 'ja', mail: 'kaede@example.jp', telephone: null, policyVersion: 1 },
  ...{ answerMinutes: 120, noticeMinutes: 180, ...DECEMBER, ...over },
})
async function waits(over: Partial<WaitingAsk> = {}, at = now): Promise<Owner> {
  const owner = await town.cardOwner()
  expect(await line.join(owner.actor, owner.cardId, ask(over), at)).toEqual({ ok: true, value: true })
  return owner
}
const standing = async (owner: Owner, at = now) => (await myWaiting(town.visitors, owner.actor, at))?.standing
const leaves = async (owner: Owner, at = now) => {
  const found = await myWaiting(town.visitors, owner.actor, at)
  return line.leave(owner.actor, found?.id ?? '', at)
}
const isOver = () => town.owner`update app.waiting_list set left_at = now() where left_at is null`
const fullSlot = async () => {
  const slotId = await town.slot(1)
  return { slotId, booked: await counter.booked([slotId], await town.visitor()) }
}
const book = async (owner: Owner, slotId: SlotId, at = now) => {
  const hold = await counter.desk.holds.look(town.tenantId, secretHash(owner.secret), at)
  const { details, ...rest } = town.form(owner, [slotId])
  return counter.desk.take(town.tenantId, { ...rest, details: { ...details, hold: hold?.id } }, at)
}

describe(`a place that is freed while people wait ${req('2.D.3')}`, () => {
  it('is held for who waits longest, until the deadline, and never seen free; they book it as any place', async () => {
    const { slotId, booked } = await fullSlot()
    const [first, second] = [await waits({}, minutes(-2)), await waits({}, minutes(-1))]
    await counter.cancel(booked)
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    expect(await myWaiting(town.visitors, first.actor, now)).toMatchObject({
      standing: 'offered',
      slotId,
      until: minutes(120),
    })
    expect(await standing(second)).toBe('waiting')
    expect(await book(first, slotId)).toMatchObject({ ok: true })
    expect(await standing(first)).toBe('taken')
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    await isOver()
  })

  it('goes on to the next when nobody answers in time or they decline, and then to the public', async () => {
    const { slotId, booked } = await fullSlot()
    const [first, second] = [await waits({}, minutes(-2)), await waits({}, minutes(-1))]
    await counter.cancel(booked)
    await sweepHolds(machine, town.tenantId, minutes(121))
    expect(await standing(first, minutes(121))).toBe('passed')
    expect(await standing(second, minutes(121))).toBe('offered')
    expect(await leaves(second, minutes(122))).toBe(true)
    expect(await standing(second, minutes(122))).toBe('left')
    expect(await town.count(slotId)).toEqual({ taken: 0, held: 0 })
  })

  it.each([
    ['for other days', { from: '2027-01-01' as PlainDate, until: '2027-01-31' as PlainDate }],
    ['for another venue', { homeVenueId: '' }],
    ['but could not be told in time', { noticeMinutes: 60 * 24 * 30 }],
  ])('goes to the public when somebody waits %s', async (_, over) => {
    const { slotId, booked } = await fullSlot()
    const elsewhere =
      'homeVenueId' in over ? { homeVenueId: (await factories.venues(town.owner, town.tenantId)).id } : over
    const owner = await waits(elsewhere as Partial<WaitingAsk>)
    await counter.cancel(booked)
    expect(await standing(owner)).toBe('waiting')
    expect(await town.count(slotId)).toEqual({ taken: 0, held: 0 })
    await isOver()
  })

  it('is offered by day: nobody has to answer at night', async () => {
    const at = (hour: string) => new Date(`2026-11-23T${hour}+09:00`)
    for (const [freed, until] of [
      ['07:00:00', '2026-11-23T10:00:00+09:00'],
      ['12:00:00', '2026-11-23T14:00:00+09:00'],
      ['21:30:00', '2026-11-24T10:00:00+09:00'],
    ] as const) {
      const [row] = await town.owner<[{ until: Date }]>`select app.answer_by(${at(freed)}, 120) as until`
      expect(row.until).toEqual(new Date(until))
    }
  })
})

describe('the line', () => {
  it('has one place for each card, and is left as one likes', async () => {
    const owner = await waits()
    expect(await line.join(owner.actor, owner.cardId, ask(), now)).toEqual({
      ok: false,
      reason: 'waits-already',
    })
    expect(await leaves(owner)).toBe(true)
    expect(await leaves(owner)).toBe(false)
    expect(await line.join(owner.actor, owner.cardId, ask(), now)).toMatchObject({ ok: true })
    await isOver()
  })

  it('passes over who has a place by now, or is just choosing one', async () => {
    const { slotId, booked } = await fullSlot()
    const [has, chooses, waiting] = [
      await waits({}, minutes(-3)),
      await waits({}, minutes(-2)),
      await waits(),
    ]
    await counter.booked([await town.slot(1)], has)
    await counter.desk.holds.take(
      town.tenantId,
      {
        secretHash: secretHash(chooses.secret),
        policy: { minutes: 10, extensions: 2 },
        slotId: await town.slot(1),
        details: { pickup: true, cardStates: ['stored'], language: 'ja', policyVersion: 1 },
      },
      now,
    )
    await counter.cancel(booked)
    expect(await standing(waiting)).toBe('offered')
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    await isOver()
  })

  it('gives an offer to nobody who ends their visit, and to nobody else', async () => {
    const { slotId, booked } = await fullSlot()
    const owner = await waits()
    await counter.cancel(booked)
    await counter.desk.holds.letGo(town.tenantId, secretHash(owner.secret), now)
    expect(await standing(owner)).toBe('offered')
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })
})
