import { req } from '@madoguchi/config/req.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CalendarException } from '../tenancy/index.ts'
import { openTenantSettings } from '../tenancy/index.ts'
import { actInView } from './act-in-view.ts'
import { type CalendarOffice, chosen, DAY, now, openCalendar } from './testing/open-calendar.ts'

let town: CalendarOffice

beforeEach(async () => {
  town = await openCalendar()
})
afterEach(() => town.close())

const SUNDAY = '2026-12-06'
const sunday = (over: object = {}) =>
  town.closure({
    ...{ kind: 'opening', from: SUNDAY, until: SUNDAY, venues: ['town-hall'] },
    hours: [
      {
        ...{ lane: 'counter', periods: [{ from: '09:00', until: '12:00' }], minutes: 20, capacity: 2 },
        channels: { web: 2, telephone: 1, counter: 2 },
      },
    ],
    ...over,
  } as never) as CalendarException & { kind: 'opening' }
const actOf = async (asked: ReturnType<typeof town.make>) => {
  const made = await asked
  if (!made.ok) throw new Error(made.reason)
  return made.value.actId
}

describe(`an opening besides the rules ${req('2.A.1')}`, () => {
  it('makes slots on its day at its venue, and every program hears of it', async () => {
    const settings = await openTenantSettings(town.open('web_booking'), 'resident')
    const openings = async () =>
      (await settings.of(town.tenantId)).policies[0]?.document.calendar.specialOpenings
    expect(await openings()).toEqual([])
    expect(await town.preview(sunday())).toMatchObject({ gained: 9, lost: 0, hits: [] })
    await town.carryOut(await actOf(town.make(sunday(), new Map())))
    expect(await town.slots(SUNDAY)).toEqual({ open: 9 })
    expect(await town.slots(SUNDAY, 'minato')).toEqual({})
    await vi.waitFor(
      async () => expect(await openings()).toMatchObject([{ date: SUNDAY, venues: ['town-hall'] }]),
      10_000,
    )
    await settings.close()
  })

  it('in place of the usual hours meets those who are booked outside them', async () => {
    const [, late] = [await town.booked(1), await town.booked(20)]
    const effect = await town.preview(sunday({ from: DAY, until: DAY }))
    expect(effect?.hits.map((it) => it.id)).toEqual([late.id])
    expect(effect?.hits[0]?.proposals[0]?.startsAt.toISOString().slice(0, 10)).toBe(DAY)
  })

  it(`without booking closes the slots of its day, and loses nobody who is booked in them ${req('2.A.4')}`, async () => {
    const booked = await town.booked(1)
    const [hours] = sunday().hours
    const free = sunday({ from: DAY, until: DAY, hours: [{ ...hours, mode: 'no-booking' }] })
    const hits = await town.hitsOf(free)
    expect(hits.map((it) => it.id)).toEqual([booked.id])
    await town.carryOut(await actOf(town.make(free, chosen(hits, 'keep'))))
    expect(await town.slots(DAY)).toEqual({ closing: 1, withdrawn: expect.any(Number) })
    const [kept] = await town.owner`select state from app.reservations where id = ${booked.id}`
    expect(kept).toEqual({ state: 'confirmed' })
  })

  it(`that changes nothing but the way of receiving people is a change, and needs no slots ${req('2.A.4')}`, async () => {
    const [hours] = sunday().hours
    const free = sunday({ hours: [{ ...hours, mode: 'no-booking' }] })
    expect(await town.preview(free)).toMatchObject({ gained: 0, lost: 0, changesAnything: true })
    expect(await town.make(free, new Map())).toMatchObject({ ok: true })
    const again = sunday({ hours: [{ ...hours, mode: 'no-booking' }] })
    expect(await town.make(again, new Map())).toEqual({ ok: false, reason: 'nothing-changes' })
  })

  it('does not open a day that is closed', async () => {
    await actOf(town.make(town.closure(), new Map()))
    expect(await town.make(sunday({ from: DAY, until: DAY }), new Map())).toEqual({
      ok: false,
      reason: 'nothing-changes',
    })
  })

  it('taken back meets those who have booked in it, and settles them as a closure does', async () => {
    const opening = sunday()
    await town.carryOut(await actOf(town.make(opening, new Map())))
    const visit = await town.booked(0, { day: SUNDAY as never })
    expect(await town.withdraw(opening.id)).toMatchObject({ ok: true, value: { met: 1 } })
    await town.generate()
    const [act] = await town.owner<
      [{ id: string }]
    >`select id from app.calendar_acts where change = 'withdraw'`
    const inView = await actInView(town.office, town.actorOf(town.first), act.id, now)
    expect(inView?.open.map((it) => it.id)).toEqual([visit.id])
    expect(inView?.reason).toEqual({ ja: '職員の都合' })
    expect(await town.slots(SUNDAY)).toEqual({ closing: 1, withdrawn: 8 })
  })
})

describe(`a closure that is taken back ${req('2.A.6')}`, () => {
  it('opens its days again; who was moved or cancelled stays so; what was not yet done is not done', async () => {
    for (const n of [0, 1, 2]) await town.booked(n)
    const closure = town.closure()
    const hits = (await town.preview(closure))?.hits ?? []
    const [stays, moves, goes] = hits
    if (!stays || !moves || !goes) throw new Error('three have booked')
    const choices = new Map([
      ...chosen([stays], 'keep'),
      ...chosen([moves], 'move'),
      ...chosen([goes], 'cancel'),
    ])
    const actId = await actOf(town.make(closure, choices))
    await town.carryOut(actId)
    expect((await town.slots()).open).toBeUndefined()

    expect(await town.withdraw(closure.id)).toMatchObject({ ok: true })
    expect(await town.withdraw(closure.id)).toMatchObject({ ok: true })
    await town.generate()
    expect(await town.slots()).toEqual({ open: 21 })
    expect((await town.stands(moves.id)).day).toBe('2026-12-02')
    expect((await town.stands(goes.id)).state).toBe('cancelled')
    expect(await town.stands(stays.id)).toMatchObject({ state: 'confirmed', day: DAY })
    expect(await town.miscounted()).toEqual([])
  })

  it('before its turn came stops what is left of the act', async () => {
    const visit = await town.booked(0)
    const closure = town.closure()
    const actId = await actOf(town.make(closure, chosen((await town.preview(closure))?.hits ?? [], 'cancel')))
    await town.withdraw(closure.id)
    await town.carryOut(actId)
    const act = await actInView(town.office, town.actorOf(town.first), actId, now)
    expect(act).toMatchObject({ items: [{ state: 'stopped' }], open: [] })
    expect(await town.stands(visit.id)).toMatchObject({ state: 'confirmed', version: 1 })
  })
})
