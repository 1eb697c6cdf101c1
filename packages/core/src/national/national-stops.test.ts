import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mintId, type RequestId } from '../kernel.ts'
import { addStop, nationalStops, withdrawStop } from './national-stops.ts'
import { now, type OpenNation, openNation } from './testing/open-nation.ts'

let nation: OpenNation
beforeAll(async () => {
  nation = await openNation()
})
afterAll(() => nation?.close())

describe(`全国停止日 ${req('2.A.3')}`, () => {
  const form = {
    ...{ from: '2026-12-10', until: '', fromTime: '', untilTime: '' },
    ...{ ja: '全国のシステムの点検', easy: 'システムの 点検', en: 'National systems are maintained' },
  }
  const add = (over: Partial<typeof form>, requestId = mintId<RequestId>()) =>
    addStop(nation.operators, nation.operatorId, { ...form, ...over, requestId }, now)
  const idOf = async (over: Partial<typeof form>) => {
    const outcome = await add(over)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.wrong))
    const [newest] = await nation.owner<{ id: string }[]>`
      select id from app.national_stops order by id desc limit 1`
    return newest?.id ?? ''
  }

  it('a whole day closes every municipality; whom it meets is counted; withdrawn, the day is open again', async () => {
    await factories.reservations(nation.owner, nation.idOf('minase'), {
      ...{ state: 'confirmed', startsAt: new Date('2026-12-10T10:00:00+09:00') },
      venueId: await nation.venueOf('minase'),
    })
    const open = await nation.openOn('minase', '2026-12-10')
    const id = await idOf({})
    expect(await nation.messages()).toEqual(['slots.generate ageo', 'slots.generate minase'])
    await nation.generateAll()
    expect([await nation.openOn('ageo', '2026-12-10'), await nation.openOn('minase', '2026-12-10')]).toEqual([
      0, 0,
    ])
    expect(await nationalStops(nation.operators, nation.operatorId, now, id)).toMatchObject([
      { addedBy: '運用 花子', withdrawnAt: null, met: [{ tenant: '水瀬町', reservations: 1 }] },
    ])

    expect(await withdrawStop(nation.operators, nation.operatorId, id, now)).toMatchObject({ ok: true })
    expect(await withdrawStop(nation.operators, nation.operatorId, id, now)).toEqual({
      ok: false,
      reason: 'not-in-force',
    })
    await nation.generateAll()
    expect(await nation.openOn('minase', '2026-12-10')).toBe(open)
    expect(await nationalStops(nation.operators, nation.operatorId, now, id)).toMatchObject([
      { withdrawnBy: '運用 花子', met: [] },
    ])
  })

  it('some hours take out the slots that they overlap, and only those', async () => {
    const starts = async () =>
      (
        await nation.owner<{ at: string }[]>`
          select distinct to_char(starts_at at time zone 'Asia/Tokyo', 'HH24:MI') as at from app.slots
          where tenant_id = ${nation.idOf('minase')} and state = 'open'
            and (starts_at at time zone 'Asia/Tokyo')::date = '2026-12-11' order by 1`
      ).map((it) => it.at)
    const before = await starts()
    await idOf({ from: '2026-12-11', fromTime: '10:30', untilTime: '11:00' })
    await nation.generateAll()
    // Slots of twenty minutes: 10:20 runs into the stop, 11:00 begins when it is over.
    expect(before.filter((it) => it < '12')).toContain('10:20')
    expect(await starts()).toEqual(before.filter((it) => it !== '10:20' && it !== '10:40'))
    await vi.waitFor(async () => {
      const { national } = await nation.settings.of(nation.idOf('minase'))
      expect(national.stops.map((it) => it.hours?.from)).toEqual(['10:30'])
    }, 10_000)
  })

  it('a form sent twice at once, and again later, announces one stop; with another day it is another', async () => {
    const requestId = mintId<RequestId>()
    const send = (from: string) => add({ from }, requestId)
    await Promise.all([send('2026-12-17'), send('2026-12-17')])
    expect(await send('2026-12-17')).toEqual({ ok: true })
    expect(await nation.messages()).toEqual(['slots.generate ageo', 'slots.generate minase'])
    await send('2026-12-18')
    const days = await nation.owner<{ day: string }[]>`
      select from_day::text as day from app.national_stops where request_id = ${requestId} order by 1`
    expect(days.map((it) => it.day)).toEqual(['2026-12-17', '2026-12-18'])
    await nation.owner`delete from app.outbox`
  })

  it('a form that is wrong changes nothing', async () => {
    expect(await add({ from: '' })).toEqual({
      ok: false,
      wrong: { from: 'day-missing' },
    })
    expect(await nation.messages()).toEqual([])
  })
})
