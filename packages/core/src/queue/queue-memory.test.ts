import { req } from '@madoguchi/config/req.ts'
import { CHANGED } from '@madoguchi/db'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openQueues, type Queues } from './queue-memory.ts'
import { type Hall, now, openHalls } from './testing/open-hall.ts'

let halls: Awaited<ReturnType<typeof openHalls>>
let hall: Hall
let queues: Queues
beforeAll(async () => {
  halls = await openHalls()
})
beforeEach(async () => {
  hall = await halls.hall()
  queues = await openQueues(halls.open('web_booking'), { role: 'resident', clock: () => now })
})
afterEach(() => queues.close())
afterAll(() => halls.close())

/** What the relay says once it has taken the messages out of the outbox. */
const relay = (topics = ['queue.changed']) =>
  hall.owner`select pg_notify(${CHANGED}, ${JSON.stringify({ tenantId: hall.tenantId, topics })})`
const patience = { timeout: 8000, interval: 50 }

describe('the queue of a venue, in a program that only looks', () => {
  it(`is told of a call within a second of the relay ${req('2.G.3')}`, async () => {
    await hall.walkIn()
    expect((await queues.at(hall.tenantId, hall.venueId)).tickets.map((it) => it.state)).toEqual(['waiting'])
    let heard = 0
    const stop = queues.listen(hall.tenantId, hall.venueId, () => heard++)
    await hall.next()
    await relay()
    await expect.poll(() => heard, patience).toBe(1)
    expect((await queues.at(hall.tenantId, hall.venueId)).tickets.map((it) => it.state)).toEqual(['called'])

    // Of what cannot be seen, nobody is told.
    await relay()
    await relay(['reservation.booked'])
    await hall.act((await queues.at(hall.tenantId, hall.venueId)).tickets[0]!.id, 'skip')
    await relay()
    await expect.poll(() => heard, patience).toBe(2)
    stop()
  })

  it('leaves word for the screens with everything that moves a number', async () => {
    const visit = await hall.booked()
    for (const act of ['check_in', 'start', 'hand_over'] as const) await hall.press(visit, act)
    const left = await hall.owner`
      select payload from app.outbox where tenant_id = ${hall.tenantId} and topic = 'queue.changed'`
    expect(left.map((it) => it.payload)).toEqual(Array(3).fill({ venueId: hall.venueId }))
  })
})
