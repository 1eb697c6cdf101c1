import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CalendarOffice, chosen, DAY, openCalendar } from './testing/open-calendar.ts'

let town: CalendarOffice

beforeEach(async () => {
  town = await openCalendar()
})
afterEach(() => town.close())

describe(`a day with 40 reservations is closed ${req('2.A.6')}`, () => {
  it('before anything happens it is seen which slots go, whom that meets, and where each could go', async () => {
    await town.visits(40)
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
    const made = await town.visits(40)
    const exception = town.closure()
    const hits = await town.hitsOf(exception)
    const choices = new Map([
      ...chosen(hits.slice(0, 10), 'keep'),
      ...chosen(hits.slice(10, 30), 'move'),
      ...chosen(hits.slice(30), 'cancel'),
    ])
    const actId = await town.actOf(town.make(exception, choices))
    expect((await town.view(actId)).items.map((it) => it.state)).toEqual(Array(40).fill('pending'))
    expect(await town.topics()).toEqual(['calendar.act', 'slots.changed', 'slots.generate'])

    await town.carryOut(actId)
    const act = await town.view(actId)
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
    const why = await town.owner`select distinct made_by, reason from app.reservation_changes`
    expect(why).toEqual([{ madeBy: 'office', reason: exception.reason }])
  })

  it('two copies of the job at once, one of them begun anew, do everything once', async () => {
    await town.visits(40)
    const exception = town.closure()
    const actId = await town.actOf(town.make(exception, chosen(await town.hitsOf(exception), 'move')))
    await town.generate()
    await Promise.all([town.carryOut(actId), town.carryOut(actId)])
    await town.carryOut(actId)
    expect((await town.view(actId)).items.map((it) => it.state)).toEqual(Array(40).fill('done'))
    expect((await town.topics()).filter((it) => it === 'reservation.moved')).toHaveLength(40)
    expect(await town.miscounted()).toEqual([])
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
    const hits = await town.hitsOf(exception)
    // No card is carried to another venue here: its owner is proposed none.
    expect(hits.map((it) => it.proposals.map(({ venue }) => venue))).toEqual([['town-hall'], ['town-hall']])
    const of = (id: string) => hits.filter((it) => it.id === id)
    const choices = new Map([...chosen(of(moved.id), 'move'), ...chosen(of(off.id), 'cancel')])
    await town.carryOut(await town.actOf(town.make(exception, choices)))
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
