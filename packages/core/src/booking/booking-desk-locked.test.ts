import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SlotId } from '../kernel.ts'
import { type BookingDesk, openBookingDesk } from './booking-desk.ts'
import { now, openTown, type Town } from './testing/open-town.ts'

let town: Town
let desk: BookingDesk

beforeAll(async () => {
  town = await openTown()
  desk = openBookingDesk(town.open('web_booking'), 'key')
})
afterAll(() => town.close())

const aForm = async (slotId: SlotId) => town.form(await town.visitor(), [slotId])
const take = (form: Awaited<ReturnType<typeof aForm>>) => desk.take(town.tenantId, form, now)
const formsFor = (slotIds: SlotId[]) => Promise.all(slotIds.map(aForm))
const slots = (count: number) => Promise.all(Array.from({ length: count }, () => town.slot(9)))
const taken = { ok: true }
const busy = { ok: false, reason: 'busy' }

describe('slots that somebody at the database holds', () => {
  it(`keep nobody else from booking; who wants them is told to press again, and then has a place ${req('1.H.2')}`, async () => {
    const held = await slots(2)
    const heldForms = await formsFor(held)
    const others = await formsFor(await slots(5))
    await take(await aForm(await town.slot(1))) // fetches a block of numbers
    const releases = await Promise.all(held.map((it) => town.hold(it)))
    const stuck = heldForms.map(take)
    await town.waitingForLocks(2)

    const began = performance.now()
    expect(await Promise.all(others.map(take))).toMatchObject(others.map(() => taken))
    expect(performance.now() - began).toBeLessThan(1000)

    expect(await Promise.all(stuck)).toEqual(held.map(() => busy))
    for (const release of releases) await release()
    for (const form of heldForms) expect(await take(form)).toMatchObject(taken)
    for (const slotId of held) expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it('do not take along those who happened to travel with them', async () => {
    const [first, second, held, free] = (await slots(4)) as [SlotId, SlotId, SlotId, SlotId]
    const ahead = await formsFor([first, second])
    const [stuck, lucky] = await Promise.all([aForm(held), aForm(free)])
    const [releaseFirst, releaseSecond, release] = await Promise.all([first, second, held].map(town.hold))
    const pilots = ahead.map(take)
    await town.waitingForLocks(2)
    // While those two are under way these two wait, and then leave together.
    const both = [take(stuck), take(lucky)]
    await releaseFirst?.()
    await releaseSecond?.()
    expect(await Promise.all(pilots)).toMatchObject([taken, taken])
    expect(await both[1]).toMatchObject(taken)
    expect(await both[0]).toEqual(busy)
    await release?.()
    expect(await take(stuck)).toMatchObject(taken)
    expect(await town.count(free)).toEqual({ taken: 1, held: 1 })
  })
})
