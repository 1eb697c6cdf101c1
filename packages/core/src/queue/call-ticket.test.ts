import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mintId } from '../kernel.ts'
import { type Hall, later, now, openHalls } from './testing/open-hall.ts'

let halls: Awaited<ReturnType<typeof openHalls>>
let hall: Hall
beforeAll(async () => {
  halls = await openHalls()
})
beforeEach(async () => {
  hall = await halls.hall()
})
afterAll(() => halls.close())

const labelOf = (it: { ok: boolean; value?: { label: string } }) => it.value?.label

describe('numbers of a day', () => {
  it(`are given out by group, one after another, and the same form has the same ${req('2.G.2')}`, async () => {
    const form = mintId<never>()
    const labels = [
      (await hall.walkIn()).label,
      (await hall.walkIn(hall.certificate)).label,
      (await hall.walkIn(hall.pickup, now, form)).label,
      (await hall.walkIn(hall.pickup, now, form)).label,
    ]
    expect(labels).toEqual(['A001', 'B001', 'A002', 'A002'])
  })

  it('begin anew on the next day', async () => {
    await hall.walkIn()
    expect((await hall.walkIn(hall.pickup, later(24 * 60))).label).toBe('A001')
  })

  it('pressed by twenty at once are twenty', async () => {
    const given = await Promise.all(Array.from({ length: 20 }, () => hall.walkIn()))
    expect(new Set(given.map((it) => it.label)).size).toBe(20)
  })
})

describe('whoever is checked in', () => {
  it(`has a number, and is called, served and done with it: the visit says the same ${req('2.G.1')} ${req('2.G.2')}`, async () => {
    const visit = await hall.booked()
    await hall.press(visit, 'check_in')
    expect([await hall.stateOf(visit), await hall.stand()]).toEqual([
      'checked_in',
      [['A001', 'waiting', null]],
    ])
    const called = await hall.next()
    expect(called).toMatchObject({ ok: true, value: { label: 'A001', reservationId: visit } })
    expect([await hall.stateOf(visit), await hall.stand()]).toEqual(['called', [['A001', 'called', '1']]])
    await hall.press(visit, 'start')
    expect(await hall.stand()).toEqual([['A001', 'serving', '1']])
    await hall.press(visit, 'hand_over')
    expect([await hall.stateOf(visit), await hall.stand()]).toEqual(['done', [['A001', 'done', '1']]])
    const events = await hall.owner`
      select act, from_state, to_state from app.reservation_events where tenant_id = ${hall.tenantId} order by recorded_at`
    expect(events.map((it) => it.act)).toEqual(['check_in', 'call', 'start', 'hand_over'])
    const own = await hall.owner`
      select act, to_state from app.ticket_events where tenant_id = ${hall.tenantId} order by recorded_at`
    expect(own.map((it) => [it.act, it.toState])).toEqual([
      ['issue', 'waiting'],
      ['call', 'called'],
      ['follow', 'serving'],
      ['follow', 'done'],
    ])
  })

  it('and then is not, has no number any more; checked in again they have a new one', async () => {
    const visit = await hall.booked()
    for (const act of ['check_in', 'undo_check_in', 'check_in'] as const) await hall.press(visit, act)
    expect(await hall.stand()).toEqual([
      ['A001', 'left', null],
      ['A002', 'waiting', null],
    ])
  })

  it('is called by the hour booked, however long others have waited that came without', async () => {
    await hall.walkIn(hall.pickup, later(-3))
    const visit = await hall.booked(later(-10))
    await hall.press(visit, 'check_in', later(-1))
    expect(labelOf(await hall.next())).toBe('A002')
  })
})

describe('two officers', () => {
  it(`who call at once get two people ${req('2.G.2')}`, async () => {
    for (let n = 0; n < 12; n++) await hall.walkIn()
    const called = await Promise.all(
      Array.from({ length: 6 }, () => [hall.next(hall.first), hall.next(hall.second)]).flat(),
    )
    expect(new Set(called.map(labelOf)).size).toBe(12)
    expect(await hall.next()).toEqual({ ok: false, reason: 'nobody-waits' })
  })

  it('who call the same number: one does, the other is told', async () => {
    const { id } = await hall.walkIn()
    const both = await Promise.all([hall.act(id, 'call', hall.first), hall.act(id, 'call', hall.second)])
    expect(both.filter((it) => it.ok)).toHaveLength(1)
    expect(both.find((it) => !it.ok)).toEqual({ ok: false, reason: 'called-elsewhere' })
  })
})

describe('a number that was called', () => {
  it('and nobody came, is skipped, and is not called again by itself; called by hand it comes back', async () => {
    const { id } = await hall.walkIn()
    await hall.next()
    await hall.act(id, 'skip')
    expect(await hall.next()).toEqual({ ok: false, reason: 'nobody-waits' })
    expect(await hall.act(id, 'call', hall.second)).toMatchObject({ ok: true })
    expect(await hall.stand()).toEqual([['A001', 'called', '2']])
  })

  it('put back stands where it stood', async () => {
    const { id } = await hall.walkIn(hall.pickup, later(-2))
    await hall.walkIn(hall.pickup, later(-1))
    await hall.next()
    await hall.act(id, 'put_back')
    expect(labelOf(await hall.next())).toBe('A001')
  })

  it(`is handed on to another counter, which alone calls it, or to another group ${req('2.G.2')}`, async () => {
    const { id } = await hall.walkIn()
    await hall.next()
    await hall.act(id, 'transfer', hall.first, { forCounter: '2' })
    expect(await hall.next(hall.first)).toEqual({ ok: false, reason: 'nobody-waits' })
    expect(labelOf(await hall.next(hall.second))).toBe('A001')
    await hall.act(id, 'transfer', hall.second, { laneId: hall.certificate })
    expect(await hall.next(hall.first, [hall.pickup])).toMatchObject({ reason: 'nobody-waits' })
    expect(labelOf(await hall.next(hall.first, [hall.certificate]))).toBe('A001')
  })

  it('with a reservation that was skipped, stands as checked in', async () => {
    const visit = await hall.booked()
    await hall.press(visit, 'check_in')
    const called = await hall.next()
    if (called.ok) await hall.act(called.value.id, 'skip')
    expect(await hall.stateOf(visit)).toBe('checked_in')
  })
})

describe('a number of next door', () => {
  it('is not there', async () => {
    const elsewhere = await halls.hall()
    const { id } = await elsewhere.walkIn()
    expect(await hall.act(id, 'call')).toEqual({ ok: false, reason: 'no-such-ticket' })
    expect(await hall.next()).toEqual({ ok: false, reason: 'nobody-waits' })
  })
})
