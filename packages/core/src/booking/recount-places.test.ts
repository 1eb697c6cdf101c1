import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recountPlaces } from './recount-places.ts'
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

const miscounted = () => recountPlaces(town.open('web_api'), town.tenantId, new Date(0))

describe('the recount', () => {
  it('finds nothing to say after bookings, changes and cancellations', async () => {
    const [kept, moved, gone] = [
      await booked([await town.slot(2)]),
      await booked([await town.slot(1)]),
      await booked([await town.slot(1)]),
    ]
    await change(moved, await town.slot(1))
    await cancel(gone)
    expect(await stands(kept)).toMatchObject({ state: 'confirmed' })
    expect(await miscounted()).toEqual([])
  })

  it('names a slot whose counter is wrong, by channel', async () => {
    const slotId = await town.slot(4, { limitTelephone: 2, takenTelephone: 1 })
    await booked([slotId])
    const found = (await miscounted()).find((it) => it.slotId === slotId)
    expect(found).toEqual({
      slotId,
      counted: { web: 1, telephone: 1, counter: 0 },
      held: { web: 1, telephone: 0, counter: 0 },
    })
  })

  it('names a slot in which a cancelled reservation still holds a place', async () => {
    const slotId = await town.slot(4)
    const { id } = await booked([slotId])
    await town.owner`update app.reservations set state = 'cancelled' where id = ${id}`
    const found = (await miscounted()).find((it) => it.slotId === slotId)
    expect(found).toMatchObject({ counted: { web: 1 }, held: { web: 0 } })
  })

  it('looks at the municipality it was asked about and at no other', async () => {
    expect(
      await recountPlaces(town.open('web_api'), '00000000-0000-7000-8000-000000000000', new Date(0)),
    ).toEqual([])
  })
})
