import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { makeBadDay, previewBadDay, undoBadDay } from './bad-day.ts'
import type { BadDay } from './bad-day-form-rules.ts'
import { actsToCarryOut, carryOut } from './carry-out.ts'
import { acceptOffer, lapseOffers, offerFor } from './offers.ts'
import { type CalendarOffice, now, openCalendar } from './testing/open-calendar.ts'

let town: CalendarOffice

beforeEach(async () => {
  town = await openCalendar()
})
afterEach(() => town.close())

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const answerBy = new Date('2026-12-05T00:00:00+09:00')
const snow = (over: Partial<BadDay> = {}): BadDay => ({
  exception: town.closure({ venues: ['town-hall'] } as never),
  ...{ cause: 'weather', answer: 'offer', answerBy },
  makeUp: { from: '2026-12-07' as PlainDate, until: '2026-12-11' as PlainDate },
  ...over,
})
async function declare(badDay = snow(), by = town.first) {
  const made = await makeBadDay(town.office, town.actorOf(by), by, badDay, { waitMinutes: 5, now })
  if (!made.ok) throw new Error(made.reason)
  return made.value.actId
}
const undo = (actId: string, at: Date, by = town.first) =>
  undoBadDay(town.office, town.actorOf(by), by, actId, at)
/** What the jobs do, once the waiting time is over. */
async function run(at = later(5)) {
  await town.generate()
  for (const actId of await actsToCarryOut(town.machine, town.tenantId, at))
    await carryOut(town.machine, { tenantId: town.tenantId, actId }, () => at)
  await town.generate()
}
const states = async (actId: string) => {
  const { items } = await town.view(actId)
  return Object.fromEntries(
    [...Map.groupBy(items, (it) => it.state)].map(([state, them]) => [state, them.length]),
  )
}
const residentOf = (subjectId: string) => ({ role: 'resident', tenantId: town.tenantId, subjectId }) as const

describe(`snow on a day with 40 reservations ${req('2.H.1')}`, () => {
  it('who is met is seen before, and each is proposed one place on the make-up days', async () => {
    await town.visits(40)
    const effect = await previewBadDay(town.office, town.actorOf(town.first), snow(), now)
    expect(effect?.hits).toHaveLength(40)
    const places = effect?.hits.map((it) => it.proposals) ?? []
    expect(places.every((them) => them.length === 1)).toBe(true)
    const days = places.map(([it]) => it?.startsAt.toISOString().slice(0, 10) ?? '')
    expect(days.every((day) => day >= '2026-12-06' && day <= '2026-12-11')).toBe(true)
    expect(await town.slots()).toEqual({ open: 21 })
  })

  it('nothing is moved or told before the waiting time is over, though nobody can book any more', async () => {
    await town.visits(40)
    const actId = await declare()
    await town.carryOut(actId)
    await run(later(4))
    expect(await states(actId)).toEqual({ pending: 40 })
    expect((await town.topics()).filter((it) => it.startsWith('reservation.'))).toEqual([])
    expect(await town.slots()).toEqual({ closing: 20, withdrawn: 1 })
  })

  it('taken back in time, all is as it was', async () => {
    const visits = await town.visits(40)
    const actId = await declare()
    await run(later(1))
    expect(await undo(actId, later(2))).toEqual({ ok: true, value: null })
    await run()
    expect(await states(actId)).toEqual({ stopped: 40 })
    expect(await town.slots()).toEqual({ open: 21 })
    for (const { id, slotId } of visits)
      expect(await town.stands(id)).toMatchObject({ state: 'confirmed', version: 1, slots: [slotId] })
    expect((await town.topics()).filter((it) => it.startsWith('reservation.'))).toEqual([])
    expect(await town.miscounted()).toEqual([])
  })

  it('once the jobs have begun it is not taken back, and both at once end in one of the two', async () => {
    await town.visits(10)
    const actId = await declare()
    await run()
    expect(await undo(actId, later(4))).toEqual({ ok: false, reason: 'too-late' })
    expect(await states(actId)).toEqual({ done: 10 })

    const other = await declare(
      snow({
        exception: town.closure({ from: '2026-12-02' as PlainDate, until: '2026-12-02' as PlainDate }),
      }),
    )
    // Two clocks that disagree: for the officer there is time left, for the jobs there is none.
    const [undone] = await Promise.all([undo(other, later(4)), run(later(6))])
    const [act] = await town.owner<[{ begun: boolean; undone: boolean }]>`
      select begun_at is not null as begun, undone_at is not null as undone from app.calendar_acts where id = ${other}`
    expect(act.begun).not.toBe(act.undone)
    expect(act.undone).toBe(undone.ok)
  })

  it('two officers at once: each has their own act, and everybody is settled once', async () => {
    const visits = await town.visits(40)
    const second = await town.manager()
    const asked = snow()
    const made = await Promise.all([declare(asked), declare(asked, second)])
    expect(new Set(made).size).toBe(1)
    const again = await makeBadDay(town.office, town.actorOf(second), second, snow(), { waitMinutes: 5, now })
    expect(again).toEqual({ ok: false, reason: 'nothing-changes' })
    await Promise.all([run(), run()])
    expect((await town.topics()).filter((it) => it === 'reservation.moved')).toHaveLength(40)
    for (const { id } of visits)
      expect(await town.stands(id)).toMatchObject({ state: 'confirmed', version: 2, inStep: true })
    expect(await town.miscounted()).toEqual([])
  })

  it('the jobs fall over in the middle and go on where they were', async () => {
    await town.visits(40)
    const actId = await declare()
    let asked = 0
    const dying = () => {
      if (++asked > 21) throw new Error('fallen over')
      return later(5)
    }
    await town.generate()
    await expect(carryOut(town.machine, { tenantId: town.tenantId, actId }, dying)).rejects.toThrow(
      '20 items',
    )
    expect(await states(actId)).toEqual({ done: 20, pending: 20 })
    await run()
    expect(await states(actId)).toEqual({ done: 40 })
    expect((await town.topics()).filter((it) => it === 'reservation.moved')).toHaveLength(40)
  })
})

describe(`a place that is offered instead ${req('2.H.1')}`, () => {
  it('is held for its owner alone, who accepts it once, even twice; nobody else can', async () => {
    const visit = await town.booked(0)
    await declare()
    await run()
    const me = residentOf(visit.subjectId)
    expect(await offerFor(town.open('web_booking'), me, visit.id)).toEqual({ answerBy, accepted: false })
    const somebody = residentOf('00000000-0000-7000-8000-00000000abcd')
    const refused = { ok: false, reason: 'offer-over' }
    expect(await acceptOffer(town.open('web_booking'), somebody, visit.id, later(10))).toEqual(refused)
    for (let times = 0; times < 2; times++)
      expect(await acceptOffer(town.open('web_booking'), me, visit.id, later(10))).toMatchObject({ ok: true })
    expect(await offerFor(town.open('web_booking'), me, visit.id)).toMatchObject({ accepted: true })
    expect(await lapseOffers(town.machine, town.tenantId, answerBy)).toBe(0)
    expect(await town.stands(visit.id)).toMatchObject({ state: 'confirmed', live: 1 })
  })

  it('that nobody has answered for is free again for the public, and its owner is told', async () => {
    const visit = await town.booked(0)
    await declare()
    await run()
    const { slots } = await town.stands(visit.id)
    expect(await lapseOffers(town.machine, town.tenantId, new Date(answerBy.getTime() - 1))).toBe(0)
    const both = [1, 2].map(() => lapseOffers(town.machine, town.tenantId, answerBy))
    expect((await Promise.all(both)).toSorted()).toEqual([0, 1])
    expect(await town.stands(visit.id)).toMatchObject({ state: 'cancelled', live: 0, slots: [] })
    const [slot] = await town.owner`
      select taken_web + taken_telephone + taken_counter as taken from app.slots where id = ${slots[0] ?? ''}`
    expect(slot).toEqual({ taken: 0 })
    expect(await town.topics()).toContain('reservation.lapsed')
    const me = residentOf(visit.subjectId)
    expect(await acceptOffer(town.open('web_booking'), me, visit.id, answerBy)).toMatchObject({ ok: false })
    expect(await town.miscounted()).toEqual([])
  })

  it('whose owner has changed to another time meanwhile is theirs no more, and nothing is cancelled', async () => {
    const visit = await town.booked(0)
    await declare()
    await run()
    await town.owner`update app.reservations set version = version + 1 where id = ${visit.id}`
    expect(await lapseOffers(town.machine, town.tenantId, answerBy)).toBe(0)
    expect(await town.stands(visit.id)).toMatchObject({ state: 'confirmed', live: 1 })
    expect(await town.owner`select state from app.makeup_offers`).toEqual([{ state: 'moot' }])
  })
})

describe(`cards that were looked out for the day ${req('2.H.1')}`, () => {
  it('are listed with where they lie, in the order of the shelf', async () => {
    const { owner, tenantId } = town
    const [{ venueId }] = await owner<[{ venueId: string }]>`
      select id as venue_id from app.venues where tenant_id = ${tenantId} and code = 'town-hall'`
    const hall = await factories.places(owner, tenantId, { kind: 'venue', venueId, label: '町役場' })
    const tray = await factories.places(owner, tenantId, {
      kind: 'tray',
      parentId: hall.id,
      label: 'トレイ12',
    })
    const card = await factories.cards(owner, tenantId, { state: 'stored', venueId, placeId: tray.id })
    await town.booked(0, { cardId: card.id })
    await town.booked(1)
    const actId = await declare()
    const { cards } = await town.view(actId)
    expect(cards).toHaveLength(1)
    expect(cards[0]).toMatchObject({ state: 'stored', venue: 'town-hall', places: ['町役場', 'トレイ12'] })
    await undo(actId, later(1))
    expect((await town.view(actId)).cards).toEqual([])
  })
})
