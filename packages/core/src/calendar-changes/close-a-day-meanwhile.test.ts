import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calendarInView, decideMore } from './act-in-view.ts'
import { type CalendarOffice, chosen, DAY, now, openCalendar } from './testing/open-calendar.ts'

let town: CalendarOffice

beforeEach(async () => {
  town = await openCalendar()
})
afterEach(() => town.close())

describe('while a day is being closed', () => {
  it('a resident cancels while the job moves: one of the two holds, and the officer reads which', async () => {
    const [visit] = await town.visits(1)
    const exception = town.closure()
    const actId = await town.actOf(town.make(exception, chosen(await town.hitsOf(exception), 'move')))
    const booking = town.open('web_booking')
    const actor = { role: 'resident', tenantId: town.tenantId, subjectId: visit?.subjectId ?? '' } as const
    const cancel = () =>
      booking.as(actor, async (tx) => {
        await tx`select app.cancel_reservation(${visit?.id ?? ''}, 'resident', ${now})`
      })
    await Promise.all([town.carryOut(actId), cancel()])
    const [item] = (await town.view(actId)).items
    expect([item?.state, item?.problem]).toEqual(
      item?.state === 'done' ? ['done', null] : ['failed', 'cancelled-meanwhile'],
    )
    expect(await town.stands(visit?.id ?? '')).toMatchObject({ state: 'cancelled', slots: [] })
    expect(await town.miscounted()).toEqual([])
  })

  it('who changed by themselves is not cancelled, and is no more to be decided about', async () => {
    const [visit] = await town.visits(1)
    const exception = town.closure()
    const actId = await town.actOf(town.make(exception, chosen(await town.hitsOf(exception), 'cancel')))
    const [other] = await town.owner<[{ id: string }]>`
      select id from app.slots where starts_at = '2026-12-03T10:00+09' and tenant_id = ${town.tenantId} limit 1`
    const actor = { role: 'resident', tenantId: town.tenantId, subjectId: visit?.subjectId ?? '' } as const
    const [changed] = await town.open('web_booking').as(actor, async (tx) => {
      return tx<
        [{ outcome: string }]
      >`select app.change_reservation(${visit?.id ?? ''}, ${[other.id]}, ${now}, null) as outcome`
    })
    expect(changed.outcome).toBe('changed')
    await town.carryOut(actId)
    const act = await town.view(actId)
    expect(act.items).toMatchObject([{ state: 'failed', problem: 'changed-meanwhile' }])
    expect(act.open).toEqual([])
    expect(await town.stands(visit?.id ?? '')).toMatchObject({ state: 'confirmed', day: '2026-12-03' })
  })

  it('who booked behind the officer’s back is still to be decided about, and then is', async () => {
    await town.visits(2)
    const exception = town.closure()
    const hits = await town.hitsOf(exception)
    const late = await town.booked(3)
    const actId = await town.actOf(town.make(exception, chosen(hits, 'keep')))
    await town.carryOut(actId)
    const before = await town.view(actId)
    expect(before.open.map((it) => it.id)).toEqual([late.id])
    const inView = () => calendarInView(town.office, town.actorOf(town.first), now)
    expect((await inView()).undecided.map((it) => it.id)).toEqual([late.id])

    const choices = chosen(before.open, 'move')
    const decided = await decideMore(
      town.office,
      town.actorOf(town.first),
      town.first,
      { actId, choices },
      now,
    )
    expect(decided).toEqual({ ok: true, value: 1 })
    await town.carryOut(actId)
    expect((await town.view(actId)).open).toEqual([])
    expect((await inView()).undecided).toEqual([])
    expect((await town.stands(late.id)).day).toBe('2026-12-02')
  })

  it('the place that was proposed is taken: the visitor keeps theirs, and the officer decides again', async () => {
    const [visit] = await town.visits(1)
    const exception = town.closure()
    const [hit] = await town.hitsOf(exception)
    const actId = await town.actOf(town.make(exception, chosen(hit ? [hit] : [], 'move')))
    for (let n = 0; n < 2; n++) await town.booked(0, { day: '2026-12-02' as never })
    await town.carryOut(actId)
    const act = await town.view(actId)
    expect(act.items).toMatchObject([{ state: 'failed', problem: 'full' }])
    expect(act.open.map((it) => it.id)).toEqual([visit?.id])
    expect(await town.stands(visit?.id ?? '')).toMatchObject({
      state: 'confirmed',
      day: DAY,
      slots: [visit?.slotId],
    })

    const choices = chosen(act.open, 'cancel')
    await decideMore(town.office, town.actorOf(town.first), town.first, { actId, choices }, now)
    await town.carryOut(actId)
    expect((await town.view(actId)).items).toMatchObject([{ state: 'done', decision: 'cancel' }])
    expect(await town.miscounted()).toEqual([])
  })

  it('two officers close the same day at once: it is closed once, and the other is told', async () => {
    await town.visits(4)
    const [one, two] = [town.closure(), town.closure()]
    const hits = await town.hitsOf(one)
    const second = await town.manager()
    const answers = await Promise.all([
      town.make(one, chosen(hits, 'cancel')),
      town.make(two, chosen(hits, 'keep'), second),
    ])
    expect(answers.filter((it) => it.ok)).toHaveLength(1)
    expect(answers.find((it) => !it.ok)).toEqual({ ok: false, reason: 'nothing-changes' })
    expect(await town.owner`select from app.calendar_exceptions`).toHaveLength(1)
  })

  it('one form sent twice is one change', async () => {
    await town.visits(2)
    const exception = town.closure()
    const choices = chosen(await town.hitsOf(exception), 'keep')
    const [a, b] = await Promise.all([town.make(exception, choices), town.make(exception, choices)])
    expect(a).toEqual(b)
    expect(await town.owner`select from app.calendar_acts`).toHaveLength(1)
  })

  it('whoever is no manager changes nothing, and nothing is changed before all were decided about', async () => {
    await town.visits(2)
    const exception = town.closure()
    const hits = await town.hitsOf(exception)
    const officer = { ...town.first, roles: ['officer', 'branch'] as const }
    expect(await town.make(exception, chosen(hits, 'keep'), officer)).toEqual({
      ok: false,
      reason: 'not-your-part',
    })
    expect(await town.make(exception, chosen(hits, null))).toEqual({ ok: false, reason: 'undecided' })
    const elsewhere = chosen(
      hits.map((it) => ({ ...it, proposals: [{ venue: 'x', toSlots: [exception.id], startsAt: now }] })),
      'move',
    )
    expect(await town.make(exception, elsewhere)).toEqual({ ok: false, reason: 'place-gone' })
    const sunday = town.closure({ from: '2026-11-29', until: '2026-11-29' } as never)
    expect(await town.make(sunday, new Map())).toEqual({ ok: false, reason: 'nothing-changes' })
    expect(await town.owner`select from app.calendar_exceptions`).toHaveLength(0)
  })
})
