import { setTimeout as wait } from 'node:timers/promises'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { now, type OpenVisits, openVisits } from './testing/open-visit.ts'
import { visitOf } from './visit.ts'

let visits: OpenVisits
let visit: Awaited<ReturnType<OpenVisits['arriveWithoutCard']>>
beforeAll(async () => {
  visits = await openVisits()
})
beforeEach(async () => {
  visit = await visits.arriveWithoutCard()
})
afterAll(() => visits.close())

describe('a visit without a card', () => {
  it('is on record with who did what, from where and when, newest first', async () => {
    await visit.press('check_in')
    await visit.press('start', null, visit.jiro)
    await visit.press('hand_over', null, visit.jiro)

    const seen = await visitOf(visit.db, visit.actor(visit.hanako), visit.reservationId)
    const event = { id: expect.any(String), reason: null, note: null, terminal: '192.0.2.7', at: now }
    expect(seen?.events).toEqual([
      { ...event, act: 'hand_over', by: '窓口 次郎' },
      { ...event, act: 'start', by: '窓口 次郎' },
      { ...event, act: 'check_in', by: '窓口 花子' },
    ])
    const states = await visit.owner`
      select from_state, to_state from app.reservation_events where reservation_id = ${visit.reservationId} order by recorded_at`
    expect(states.map((it) => [it.fromState, it.toState])).toEqual([
      ['confirmed', 'checked_in'],
      ['checked_in', 'serving'],
      ['serving', 'done'],
    ])
    await expect(visit.owner`update app.reservation_events set act = 'cancel'`).rejects.toThrow(
      /reservation events are never changed or removed/,
    )
  })

  it('tells the second of two officers who was faster', async () => {
    await visit.press('check_in')
    expect(await visit.press('check_in', null, visit.jiro)).toEqual({
      ok: false,
      reason: 'already-checked-in',
      happened: { act: 'check_in', at: now, by: '窓口 花子' },
    })
  })

  it(`lets one of two officers who press at once do it: with no card to lock, the visit itself is ${req('1.G.5')}`, async () => {
    // A third who holds the visit for a moment lets both read it before either writes, unless they wait to read.
    const third = await visit.owner.reserve()
    await third`begin`
    await third`select from app.reservations where id = ${visit.reservationId} for update`
    const both = Promise.all([
      visit.press('check_in', null, visit.hanako),
      visit.press('check_in', null, visit.jiro),
    ])
    for (let waiting = 0; waiting < 2; await wait(5)) {
      const rows = await visit.owner`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      waiting = rows.length
    }
    await third`commit`
    third.release()
    expect((await both).filter((answer) => answer.ok)).toHaveLength(1)
    const acts =
      await visit.owner`select act from app.reservation_events where reservation_id = ${visit.reservationId}`
    expect(acts).toHaveLength(1)
  })
})
