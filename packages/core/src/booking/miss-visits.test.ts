import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SlotId } from '../kernel.ts'
import { missVisits } from './miss-visits.ts'
import { recountPlaces } from './recount-places.ts'
import { type Counter, openCounter } from './testing/open-counter.ts'

const GRACE = 60
const at = (time: string, day = '2026-12-24') => new Date(`${day}T${time}:00+09:00`)

let counter: Counter
let town: Counter['town']
let morning: SlotId
let last: SlotId

beforeAll(async () => {
  counter = await openCounter()
  town = counter.town
})
afterAll(() => town.close())

const slotAt = (startsAt: Date, over = {}) => town.slot(3, { startsAt, ...over })
const run = (now: Date) => missVisits(town.open('web_api'), town.tenantId, GRACE, now)
const state = async (id: string) => (await counter.stands({ id } as never)).state
const events = (id: string) =>
  town.owner`select act, actor_id, terminal from app.reservation_events where reservation_id = ${id}`

beforeEach(async () => {
  await town.owner`delete from app.reservation_slots where tenant_id = ${town.tenantId}`
  await town.owner`delete from app.slots where tenant_id = ${town.tenantId}`
  morning = await slotAt(at('09:00'))
  last = await slotAt(at('16:45'))
})

describe(`a visit that nobody came for ${req('2.D.5')}`, () => {
  it('is missed once the venue has closed for the day, not when its own time has passed', async () => {
    const { id } = await counter.booked([morning])
    expect(await run(at('17:59'))).toBe(0)
    expect(await state(id)).toBe('confirmed')
    expect(await run(at('18:00'))).toBe(1)
    expect(await state(id)).toBe('no_show')
    expect(await events(id)).toEqual([{ act: 'miss', actorId: null, terminal: 'jobs' }])
    expect(await town.topics(id)).toContain('reservation.missed')
  })

  it('waits for its own end when the later slots were withdrawn', async () => {
    await town.owner`update app.slots set state = 'withdrawn' where tenant_id = ${town.tenantId} and id = ${last}`
    const { id } = await counter.booked([morning])
    expect(await run(at('10:14'))).toBe(0)
    expect(await run(at('10:15'))).toBe(1)
    expect(await state(id)).toBe('no_show')
  })

  it('of another day, of another state or of another municipality is left alone', async () => {
    const tomorrow = await slotAt(at('09:00', '2026-12-25'))
    const [ahead, came, called] = [
      await counter.booked([tomorrow]),
      await counter.booked([morning]),
      await counter.booked([morning]),
    ]
    await counter.cancel(called)
    await town.owner`update app.reservations set state = 'checked_in' where id = ${came.id}`
    expect(await run(at('23:59'))).toBe(0)
    expect(
      await missVisits(town.open('web_api'), '01900000-0000-7000-8000-000000000000', 0, at('23:59')),
    ).toBe(0)
    expect([await state(ahead.id), await state(came.id), await state(called.id)]).toEqual([
      'confirmed',
      'checked_in',
      'cancelled',
    ])
  })

  it('leaves its card free to be booked again, and every count as it was', async () => {
    const owner = await town.cardOwner()
    const { id } = await counter.booked([morning], owner)
    const elsewhere = await slotAt(at('09:00', '2026-12-25'))
    await expect(counter.booked([elsewhere], owner)).rejects.toThrow('already-booked')
    expect(await run(at('23:00'))).toBe(1)
    expect(await recountPlaces(town.open('web_api'), town.tenantId, new Date(0))).toEqual([])
    await expect(counter.booked([elsewhere], owner)).resolves.toMatchObject({ visitor: owner })
    expect(await state(id)).toBe('no_show')
  })

  it('is missed once, however many programs look, and never while an officer has it in hand', async () => {
    const [one, other] = [await counter.booked([morning]), await counter.booked([last])]
    const inHand = await town.owner.reserve()
    await inHand`begin`
    await inHand`select from app.reservations where id = ${one.id} for update`
    const answers = await Promise.all([run(at('23:00')), run(at('23:00')), run(at('23:00'))])
    expect(answers.toSorted()).toEqual([0, 0, 1])
    await inHand`update app.reservations set state = 'checked_in' where id = ${one.id}`
    await inHand`commit`
    inHand.release()
    expect(await run(at('23:00'))).toBe(0)
    expect([await state(one.id), await state(other.id)]).toEqual(['checked_in', 'no_show'])
    expect(await events(other.id)).toHaveLength(1)
  })
})
