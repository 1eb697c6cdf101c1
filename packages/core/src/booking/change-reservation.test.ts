import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SlotId } from '../kernel.ts'
import { myReservation } from './my-reservations.ts'
import { reservationHistory } from './reservation-history.ts'
import { type Booked, type Counter, openCounter } from './testing/open-counter.ts'
import { now } from './testing/open-town.ts'

let counter: Counter
let town: Counter['town']
let desk: Counter['desk']
let booked: Counter['booked']
let cancel: Counter['cancel']
let change: Counter['change']
let stands: Counter['stands']
let startOf: Counter['startOf']

beforeAll(async () => {
  counter = await openCounter()
  ;({ town, desk, booked, cancel, change, stands, startOf } = counter)
})
afterAll(() => counter.town.close())

describe(`a reservation that is changed ${req('1.F.9')}`, () => {
  let from: SlotId
  let mine: Booked
  beforeEach(async () => {
    from = await town.slot(1)
    mine = await booked([from])
  })

  it('holds the new place, and the old one is free', async () => {
    const to = await town.slot(1, { minutes: 45 })
    expect(await change(mine, to)).toEqual({ ok: true, value: true })
    expect(await stands(mine)).toEqual({ state: 'confirmed', slots: [to], inStep: true })
    expect(await town.count(from)).toEqual({ taken: 0, held: 0 })
    expect(await town.count(to)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(mine.id)).toEqual(['places.freed', 'reservation.booked', 'reservation.changed'])
    expect(await myReservation(town.visitors, mine.visitor.actor, mine.id)).toMatchObject({
      version: 2,
      changedAt: now,
    })
  })

  it('and cancelled at once leaves both acts in its history, and a message of its own for each', async () => {
    const [first, second] = [await town.slot(1), await town.slot(1)]
    for (const to of [first, second]) await change(mine, to)
    await cancel(mine)
    const starts = await Promise.all([from, first, second].map(startOf))
    expect(await reservationHistory(town.visitors, mine.visitor.actor, mine.id)).toMatchObject([
      { act: 'booked', startsAt: starts[0] },
      { act: 'changed', startsAt: starts[1], at: now },
      { act: 'changed', startsAt: starts[2], at: now },
      { act: 'cancelled', startsAt: starts[2], at: now },
    ])
    const told = await town.owner<{ topic: string; version: string | null }[]>`
      select topic, payload ->> 'version' as version from app.outbox
      where payload ->> 'reservationId' = ${mine.id} and topic ~ '^reservation' order by created_at, id`
    expect(told.map(({ topic, version }) => `${topic} ${version}`)).toEqual([
      'reservation.booked null',
      'reservation.changed 2',
      'reservation.changed 3',
      'reservation.cancelled null',
    ])
    const stranger = await town.visitor()
    expect(await reservationHistory(town.visitors, stranger.actor, mine.id)).toEqual([])
  })

  it('is answered the same when it is there already, and nobody is told twice', async () => {
    const to = await town.slot(1)
    await change(mine, to)
    expect(await change(mine, to)).toEqual({ ok: true, value: true })
    expect(await reservationHistory(town.visitors, mine.visitor.actor, mine.id)).toHaveLength(2)
    expect(await town.count(to)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(mine.id)).toHaveLength(3)
  })

  it.each([
    ['full', async () => town.slot(1, { takenWeb: 1 })],
    ['full', async () => town.slot(4, { limitWeb: 1, takenWeb: 1 })],
    ['closed', async () => town.slot(1, { state: 'closing' })],
  ] as const)('to a slot that is %s stays where it was', async (reason, slot) => {
    const to = await slot()
    expect(await change(mine, to)).toEqual({ ok: false, reason })
    expect(await stands(mine)).toEqual({ state: 'confirmed', slots: [from], inStep: true })
    expect(await town.count(from)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(mine.id)).toEqual(['reservation.booked'])
  })

  it('keeps the old place when somebody else takes the last new one at the same moment', async () => {
    const to = await town.slot(1)
    const release = await town.hold(to)
    const other = town.visitor().then((visitor) => desk.take(town.tenantId, town.form(visitor, [to]), now))
    await town.waitingForLocks(1)
    const changing = change(mine, to)
    await town.waitingForLocks(2)
    await release()
    const [theirs, ours] = await Promise.all([other, changing])
    expect([theirs.ok, ours.ok].toSorted()).toEqual([false, true])
    expect(await stands(mine)).toMatchObject({ state: 'confirmed', slots: [ours.ok ? to : from] })
    expect(await town.count(to)).toEqual({ taken: 1, held: 1 })
  })

  it('of several slots moves them all, and overlaps itself if need be', async () => {
    const slotIds = [await town.slot(1), await town.slot(1), await town.slot(1)] as const
    const it = await booked([slotIds[0], slotIds[1]])
    const outcome = await town.visitors.as(it.visitor.actor, async (tx) => {
      const [row] = await tx<[{ outcome: string }]>`
        select app.change_reservation(${it.id}, ${[slotIds[2], slotIds[1]]}, ${now}, null) as outcome`
      return row.outcome
    })
    expect(outcome).toBe('changed')
    expect((await stands(it)).slots.toSorted()).toEqual([slotIds[1], slotIds[2]].toSorted())
    for (const [n, slotId] of slotIds.entries())
      expect(await town.count(slotId)).toEqual(n === 0 ? { taken: 0, held: 0 } : { taken: 1, held: 1 })
  })
})
