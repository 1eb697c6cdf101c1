import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actInView, calendarInView, decideMore } from './act-in-view.ts'
import { type CalendarOffice, chosen, DAY, now, openCalendar } from './testing/open-calendar.ts'

let town: CalendarOffice

beforeEach(async () => {
  town = await openCalendar()
})
afterEach(() => town.close())

const view = async (actId: string) => {
  const found = await actInView(town.office, town.actorOf(town.first), actId, now)
  if (!found) throw new Error('no act')
  return found
}
const actOf = async (asked: ReturnType<typeof town.make>) => {
  const made = await asked
  if (!made.ok) throw new Error(made.reason)
  return made.value.actId
}
/** As many visits as there are, two in each slot from the first on. */
const visits = (count: number) =>
  Array.from({ length: count }).reduce<Promise<Awaited<ReturnType<typeof town.booked>>[]>>(
    async (made, _, n) => [...(await made), await town.booked(Math.floor(n / 2))],
    Promise.resolve([]),
  )
const hitsOf = async (exception = town.closure()) => (await town.preview(exception))?.hits ?? []

describe(`a day with 40 reservations is closed ${req('2.A.6')}`, () => {
  it('before anything happens it is seen which slots go, whom that meets, and where each could go', async () => {
    await visits(40)
    await town.owner`delete from app.outbox`
    const effect = await town.preview(town.closure({ venues: ['town-hall'] } as never))
    expect(effect).toMatchObject({
      lost: 21,
      lostPlaces: 42,
      gained: 0,
      changesAnything: true,
      tooMany: false,
    })
    expect(effect?.hits).toHaveLength(40)
    const homes = effect?.hits.map((it) => it.proposals[0])
    expect(homes?.every((it) => it?.venue === 'town-hall')).toBe(true)
    const [first] = effect?.hits ?? []
    expect(first?.proposals[0]?.startsAt.getTime()).toBe((first?.startsAt.getTime() ?? 0) + 86_400_000)
    expect(first?.proposals.map((it) => it.venue)).toEqual(['town-hall', 'minato'])
    expect(await town.slots()).toEqual({ open: 21 })
    expect(await town.topics()).toEqual([])
  })

  it('10 stay, 20 are moved and 10 are told that it is off; nobody is without what was decided, no place is lost', async () => {
    const made = await visits(40)
    const exception = town.closure()
    const hits = await hitsOf(exception)
    const choices = new Map([
      ...chosen(hits.slice(0, 10), 'keep'),
      ...chosen(hits.slice(10, 30), 'move'),
      ...chosen(hits.slice(30), 'cancel'),
    ])
    const actId = await actOf(town.make(exception, choices))
    expect((await view(actId)).items.map((it) => it.state)).toEqual(Array(40).fill('pending'))
    expect(await town.topics()).toEqual(['slots.changed', 'slots.generate', 'calendar.act'])

    await town.carryOut(actId)
    const act = await view(actId)
    expect(act.items.map((it) => it.state)).toEqual(Array(40).fill('done'))
    expect(act.open).toEqual([])
    const now40 = await Promise.all(hits.map((it) => town.stands(it.id)))
    expect(
      now40.slice(0, 10).every((it) => it.state === 'confirmed' && it.day === DAY && it.version === 1),
    ).toBe(true)
    expect(
      now40.slice(10, 30).every((it) => it.state === 'confirmed' && it.day !== DAY && it.version === 2),
    ).toBe(true)
    expect(
      now40.slice(30).every((it) => it.state === 'cancelled' && it.live === 0 && it.slots.length === 0),
    ).toBe(true)
    expect(now40.every((it) => it.inStep && (it.state === 'cancelled' || it.slots.length === 1))).toBe(true)
    expect(await town.miscounted()).toEqual([])
    expect(made).toHaveLength(40)

    // Five slots still have those who stay; what was freed goes when the slots are made the next time.
    await town.generate()
    expect(await town.slots()).toEqual({ closing: 5, withdrawn: 16 })
    const told = (await town.topics()).filter((it) => it.startsWith('reservation.'))
    expect(told.filter((it) => it === 'reservation.moved')).toHaveLength(20)
    expect(told.filter((it) => it === 'reservation.called_off')).toHaveLength(10)
    expect(told).toHaveLength(30)
    const events = await town.owner`select act, reason, terminal from app.reservation_events`
    expect(events).toHaveLength(30)
  })

  it('two copies of the job at once, one of them begun anew, do everything once', async () => {
    await visits(40)
    const exception = town.closure()
    const actId = await actOf(town.make(exception, chosen(await hitsOf(exception), 'move')))
    await town.generate()
    await Promise.all([town.carryOut(actId), town.carryOut(actId)])
    await town.carryOut(actId)
    expect((await view(actId)).items.map((it) => it.state)).toEqual(Array(40).fill('done'))
    expect((await town.topics()).filter((it) => it === 'reservation.moved')).toHaveLength(40)
    expect(await town.miscounted()).toEqual([])
  })
})

describe('meanwhile', () => {
  it('a resident cancels while the job moves: one of the two holds, and the officer reads which', async () => {
    const [visit] = await visits(1)
    const exception = town.closure()
    const actId = await actOf(town.make(exception, chosen(await hitsOf(exception), 'move')))
    const booking = town.open('web_booking')
    const actor = { role: 'resident', tenantId: town.tenantId, subjectId: visit?.subjectId ?? '' } as const
    const cancel = () =>
      booking.as(actor, async (tx) => {
        await tx`select app.cancel_reservation(${visit?.id ?? ''}, 'resident', ${now})`
      })
    await Promise.all([town.carryOut(actId), cancel()])
    const [item] = (await view(actId)).items
    expect([item?.state, item?.problem]).toEqual(
      item?.state === 'done' ? ['done', null] : ['failed', 'cancelled-meanwhile'],
    )
    expect(await town.stands(visit?.id ?? '')).toMatchObject({ state: 'cancelled', slots: [] })
    expect(await town.miscounted()).toEqual([])
  })

  it('who changed by themselves is not cancelled, and is no more to be decided about', async () => {
    const [visit] = await visits(1)
    const exception = town.closure()
    const actId = await actOf(town.make(exception, chosen(await hitsOf(exception), 'cancel')))
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
    const act = await view(actId)
    expect(act.items).toMatchObject([{ state: 'failed', problem: 'changed-meanwhile' }])
    expect(act.open).toEqual([])
    expect(await town.stands(visit?.id ?? '')).toMatchObject({ state: 'confirmed', day: '2026-12-03' })
  })

  it('who booked behind the officer’s back is still to be decided about, and then is', async () => {
    await visits(2)
    const exception = town.closure()
    const hits = await hitsOf(exception)
    const late = await town.booked(3)
    const actId = await actOf(town.make(exception, chosen(hits, 'keep')))
    await town.carryOut(actId)
    const before = await view(actId)
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
    expect((await view(actId)).open).toEqual([])
    expect((await inView()).undecided).toEqual([])
    expect((await town.stands(late.id)).day).toBe('2026-12-02')
  })

  it('the place that was proposed is taken: the visitor keeps theirs, and the officer decides again', async () => {
    const [visit] = await visits(1)
    const exception = town.closure()
    const [hit] = await hitsOf(exception)
    const actId = await actOf(town.make(exception, chosen(hit ? [hit] : [], 'move')))
    for (let n = 0; n < 2; n++) await town.booked(0, { day: '2026-12-02' as never })
    await town.carryOut(actId)
    const act = await view(actId)
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
    expect((await view(actId)).items).toMatchObject([{ state: 'done', decision: 'cancel' }])
    expect(await town.miscounted()).toEqual([])
  })

  it('two officers close the same day at once: it is closed once, and the other is told', async () => {
    await visits(4)
    const [one, two] = [town.closure(), town.closure()]
    const hits = await hitsOf(one)
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
    await visits(2)
    const exception = town.closure()
    const choices = chosen(await hitsOf(exception), 'keep')
    const [a, b] = await Promise.all([town.make(exception, choices), town.make(exception, choices)])
    expect(a).toEqual(b)
    expect(await town.owner`select from app.calendar_acts`).toHaveLength(1)
  })

  it('whoever is no manager changes nothing, and nothing is changed before all were decided about', async () => {
    await visits(2)
    const exception = town.closure()
    const hits = await hitsOf(exception)
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

describe('a card’s pick-up', () => {
  it('that is moved remains the card’s one live reservation; one that is called off lets the card go', async () => {
    const [{ venueId }] = await town.owner<[{ venueId: string }]>`
      select id as venue_id from app.venues where tenant_id = ${town.tenantId} and code = 'town-hall'`
    const card = async () =>
      (await factories.cards(town.owner, town.tenantId, { state: 'stored', venueId })).id
    const [moved, off] = [
      await town.booked(0, { cardId: await card() }),
      await town.booked(1, { cardId: await card() }),
    ]
    const exception = town.closure()
    const hits = await hitsOf(exception)
    // No card is carried to another venue here: its owner is proposed none.
    expect(hits.map((it) => it.proposals.map(({ venue }) => venue))).toEqual([['town-hall'], ['town-hall']])
    const of = (id: string) => hits.filter((it) => it.id === id)
    const choices = new Map([...chosen(of(moved.id), 'move'), ...chosen(of(off.id), 'cancel')])
    await town.carryOut(await actOf(town.make(exception, choices)))
    expect(await town.stands(moved.id)).toMatchObject({ state: 'confirmed', live: 1, day: '2026-12-02' })
    expect(await town.stands(off.id)).toMatchObject({ state: 'cancelled', live: 0 })
    const again = factories.reservationPeople(town.owner, town.tenantId, {
      cardId: moved.subjectId,
      subjectId: moved.subjectId,
    })
    await expect(again).rejects.toThrow('a_card_has_one_live_pickup')
    await town.booked(2, { day: '2026-12-03' as never, cardId: off.subjectId })
  })
})
