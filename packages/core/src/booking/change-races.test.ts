import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Counter, openCounter } from './testing/open-counter.ts'

let counter: Counter
let town: Counter['town']
let booked: Counter['booked']
let cancel: Counter['cancel']
let change: Counter['change']
let stands: Counter['stands']

beforeAll(async () => {
  counter = await openCounter()
  ;({ town, booked, cancel, change, stands } = counter)
})
afterAll(() => counter.town.close())

describe(`reservations that are changed at the same moment ${req('1.F.9')}`, () => {
  it('as they are cancelled end as one of the two, with every place accounted for', async () => {
    const deadlocks = await town.deadlocksWhile(async () => {
      for (let round = 0; round < 12; round++) {
        const [a, b] = [await town.slot(1), await town.slot(1)]
        const it = await booked([round % 2 ? a : b])
        const to = round % 2 ? b : a
        const [changed, cancelled] = await Promise.all([change(it, to), cancel(it)])
        expect(cancelled).toEqual({ ok: true, value: true })
        if (!changed.ok) expect(changed.reason).toBe('too-late')
        expect(await stands(it)).toMatchObject({ state: 'cancelled', slots: null })
        for (const slotId of [a, b]) expect(await town.count(slotId)).toEqual({ taken: 0, held: 0 })
      }
    })
    expect(deadlocks).toBe(0)
  })

  it('in opposite directions by two residents: nobody waits in a ring, and no slot has more than its places', async () => {
    const deadlocks = await town.deadlocksWhile(async () => {
      for (let round = 0; round < 12; round++) {
        const [a, b] = [await town.slot(2), await town.slot(2)]
        const [ann, bob] = [await booked([a]), await booked([b])]
        const answers = await Promise.all([change(ann, b), change(bob, a)])
        expect(answers).toEqual([
          { ok: true, value: true },
          { ok: true, value: true },
        ])
        expect((await stands(ann)).slots).toEqual([b])
        expect((await stands(bob)).slots).toEqual([a])
        for (const slotId of [a, b]) expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
      }
    })
    expect(deadlocks).toBe(0)
  })

  it('in opposite directions between two full slots is refused to both, and both keep what they have', async () => {
    const [a, b] = [await town.slot(1), await town.slot(1)]
    const [ann, bob] = [await booked([a]), await booked([b])]
    const answers = await Promise.all([change(ann, b), change(bob, a)])
    expect(answers).toEqual([
      { ok: false, reason: 'full' },
      { ok: false, reason: 'full' },
    ])
    expect((await stands(ann)).slots).toEqual([a])
    expect((await stands(bob)).slots).toEqual([b])
  })
})
