import { req } from '@madoguchi/config/req.ts'
import { openDatabase } from '@madoguchi/db'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
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

/** A program whose logins wait for a lock far longer than any machine takes for what goes on meanwhile. */
function openPatientDesk() {
  const db = openDatabase(`${town.urlFor('web_booking')}?lock_timeout=20s`, { max: 8 })
  onTestFinished(() => db.close())
  return openBookingDesk(db, 'key')
}

/** Held until released, or until the test is over, so that one that fails does not take the next along. */
async function hold(slotId: SlotId) {
  let release: (() => Promise<void>) | null = await town.hold(slotId)
  const once = async () => {
    await release?.()
    release = null
  }
  onTestFinished(once)
  return once
}

describe('slots that somebody at the database holds', () => {
  it(`keep nobody else from booking ${req('1.H.2')}`, async () => {
    const patient = openPatientDesk()
    const takes = (form: Awaited<ReturnType<typeof aForm>>) => patient.take(town.tenantId, form, now)
    const held = await slots(2)
    const heldForms = await formsFor(held)
    const others = await formsFor(await slots(5))
    await takes(await aForm(await town.slot(1))) // fetches a block of numbers
    const releases = await Promise.all(held.map(hold))
    let free = false
    const stuck = heldForms.map((form) => takes(form).then((answer) => ({ answer, free })))
    await town.waitingForLocks(2)

    expect(await Promise.all(others.map(takes))).toMatchObject(others.map(() => taken))
    free = true
    for (const release of releases) await release()
    expect(await Promise.all(stuck)).toMatchObject(held.map(() => ({ answer: taken, free: true })))
  })

  it(`are not waited for for ever: who wants them is told to press again, and then has a place ${req('1.H.2')}`, async () => {
    const slotId = await town.slot(9)
    const form = await aForm(slotId)
    const release = await hold(slotId)
    expect(await take(form)).toEqual(busy)
    await release()
    expect(await take(form)).toMatchObject(taken)
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it('do not take along those who happened to travel with them', async () => {
    const [first, second, held, free] = (await slots(4)) as [SlotId, SlotId, SlotId, SlotId]
    const ahead = await formsFor([first, second])
    const [stuck, lucky] = await Promise.all([aForm(held), aForm(free)])
    const [releaseFirst, releaseSecond, release] = await Promise.all([first, second, held].map(hold))
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
