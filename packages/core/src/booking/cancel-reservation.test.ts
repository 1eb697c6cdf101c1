import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Counter, openCounter } from './testing/open-counter.ts'
import { now } from './testing/open-town.ts'

let counter: Counter
let town: Counter['town']
let desk: Counter['desk']
let booked: Counter['booked']
let cancel: Counter['cancel']
let change: Counter['change']
let stands: Counter['stands']

beforeAll(async () => {
  counter = await openCounter()
  ;({ town, desk, booked, cancel, change, stands } = counter)
})
afterAll(() => counter.town.close())

describe(`a reservation that is cancelled ${req('1.F.9')}`, () => {
  it('gives its place back, says so once, and is answered the same when asked again', async () => {
    const slotId = await town.slot(1)
    const it = await booked([slotId])
    expect(await cancel(it)).toEqual({ ok: true, value: true })
    expect(await cancel(it)).toEqual({ ok: true, value: true })
    expect(await stands(it)).toMatchObject({ state: 'cancelled', slots: null })
    expect(await town.count(slotId)).toEqual({ taken: 0, held: 0 })
    expect(await town.topics(it.id)).toEqual(['places.freed', 'reservation.booked', 'reservation.cancelled'])
    await booked([slotId])
  })

  it('five times at once is cancelled once', async () => {
    const slotId = await town.slot(3)
    const it = await booked([slotId])
    await booked([slotId])
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => cancel(it)))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(it.id)).toEqual(['places.freed', 'reservation.booked', 'reservation.cancelled'])
  })

  it('frees the card for the next reservation', async () => {
    const owner = await town.cardOwner()
    const first = await booked([await town.slot(1)], owner)
    await cancel(first)
    await booked([await town.slot(1)], owner)
  })

  it('gives back every slot it holds', async () => {
    const slotIds = [await town.slot(1), await town.slot(1)]
    await cancel(await booked(slotIds))
    for (const slotId of slotIds) expect(await town.count(slotId)).toEqual({ taken: 0, held: 0 })
  })

  it('gives a place of the telephone back to the telephone', async () => {
    const slotId = await town.slot(4, { limitWeb: 2, limitTelephone: 2 })
    const it = await booked([slotId])
    await town.owner`update app.slots set taken_web = 0, taken_telephone = 1 where id = ${slotId}`
    await town.owner`update app.reservation_slots set channel = 'telephone' where reservation_id = ${it.id}`
    expect(await cancel(it)).toMatchObject({ ok: true })
    const [slot] = await town.owner`select taken_web, taken_telephone from app.slots where id = ${slotId}`
    expect(slot).toEqual({ takenWeb: 0, takenTelephone: 0 })
  })

  it.each(['checked_in', 'serving', 'done', 'no_show'])('is too late once it is %s', async (state) => {
    const slotId = await town.slot(1)
    const it = await booked([slotId])
    await town.owner`update app.reservations set state = ${state} where id = ${it.id}`
    expect(await cancel(it)).toEqual({ ok: false, reason: 'too-late' })
    expect(await change(it, await town.slot(1))).toEqual({ ok: false, reason: 'too-late' })
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it('is too late when the officer was faster by a moment', async () => {
    const it = await booked([await town.slot(1)])
    const officer = await town.owner.reserve()
    await officer`begin`
    await officer`update app.reservations set state = 'checked_in' where id = ${it.id}`
    const [cancelling, changing] = [cancel(it), change(it, await town.slot(1))]
    await town.waitingForLocks(2)
    await officer`commit`
    officer.release()
    expect(await cancelling).toEqual({ ok: false, reason: 'too-late' })
    expect(await changing).toEqual({ ok: false, reason: 'too-late' })
  })
})

describe('the owner of a card who cancels and books again in two windows at once', () => {
  it('waits in no ring', async () => {
    const deadlocks = await town.deadlocksWhile(async () => {
      for (let round = 0; round < 12; round++) {
        const owner = await town.cardOwner()
        const slotId = await town.slot(5)
        const first = await booked([slotId], owner)
        const [cancelled, again] = await Promise.all([
          cancel(first),
          desk.take(town.tenantId, town.form(owner, [slotId]), now),
        ])
        expect(cancelled.ok).toBe(true)
        expect(again.ok || again.reason === 'already-booked').toBe(true)
        expect(await town.count(slotId)).toEqual({ taken: again.ok ? 1 : 0, held: again.ok ? 1 : 0 })
      }
    })
    expect(deadlocks).toBe(0)
  })
})
