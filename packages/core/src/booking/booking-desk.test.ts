import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SlotId } from '../kernel.ts'
import { type BookingDesk, openBookingDesk } from './booking-desk.ts'
import { now, openTown, type Town } from './testing/open-town.ts'

let town: Town
const aDesk = () => openBookingDesk(town.open('web_booking'), 'key')
const take = (desk: BookingDesk, ...request: Parameters<Town['form']>) =>
  desk.take(town.tenantId, town.form(...request), now)
const reasonOf = (answer: Awaited<ReturnType<BookingDesk['take']>>) => (answer.ok ? 'taken' : answer.reason)

beforeAll(async () => {
  town = await openTown()
})
afterAll(() => town.close())

describe('the booking desk', () => {
  it(`takes a place, and leaves exactly one message ${req('1.H.1')}`, async () => {
    const slotId = await town.slot(1)
    const answer = await take(aDesk(), await town.visitor(), [slotId])
    if (!answer.ok) throw new Error(answer.reason)
    expect(answer.value.number).toMatch(/^\d{8}$/)
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    expect(await town.topics(answer.value.reservationId)).toEqual(['reservation.booked'])
  })

  it(`answers a form sent five times at once, and once more later, with one reservation ${req('1.H.1')}`, async () => {
    const desk = aDesk()
    const slotId = await town.slot(5)
    const form = town.form(await town.visitor(), [slotId])
    const answers = await Promise.all(Array.from({ length: 5 }, () => desk.take(town.tenantId, form, now)))
    answers.push(await aDesk().take(town.tenantId, form, now))
    expect(answers.every((it) => it.ok)).toBe(true)
    expect(new Set(answers.map((it) => it.ok && it.value.reservationId)).size).toBe(1)
    expect(new Set(answers.map((it) => it.ok && it.value.number)).size).toBe(1)
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it(`gives the last places of a hot slot to as many as there are, through two copies of the program ${req('1.H.2')}`, async () => {
    const desks = [aDesk(), aDesk()] as const
    const slotId = await town.slot(7)
    const visitors = await Promise.all(Array.from({ length: 40 }, () => town.visitor()))
    const answers = await Promise.all(
      visitors.map((visitor, n) => take(desks[n % 2 === 0 ? 0 : 1], visitor, [slotId])),
    )
    expect(answers.filter((it) => it.ok)).toHaveLength(7)
    expect(answers.map(reasonOf).filter((it) => it === 'full')).toHaveLength(33)
    expect(new Set(answers.flatMap((it) => (it.ok ? it.value.number : []))).size).toBe(7)
    expect(await town.count(slotId)).toEqual({ taken: 7, held: 7 })
  })

  it.each([
    [
      'session-over',
      async () => town.form({ ...(await town.visitor()), secret: 'nobody' }, [await town.slot(1)]),
    ],
    ['no-such-slot', async () => town.form(await town.visitor(), [randomUUID() as SlotId])],
    ['full', async () => town.form(await town.visitor(), [await town.slot(1)], { places: 2 })],
    ['closed', async () => town.form(await town.visitor(), [await town.slot(1, { state: 'closing' })])],
    ['closed', async () => town.form(await town.visitor(), [await town.slot(1, { state: 'withdrawn' })])],
    ['card-not-ready', async () => town.form(await town.cardOwner('expected'), [await town.slot(1)])],
    [
      'card-not-ready', // a session without a letter cannot pick a card up
      async () => {
        const form = town.form(await town.visitor(), [await town.slot(1)])
        return { ...form, details: { ...form.details, pickup: true } }
      },
    ],
    [
      'full', // the whole has room, the web's share has not
      async () => town.form(await town.visitor(), [await town.slot(4, { limitWeb: 1, takenWeb: 1 })]),
    ],
    [
      'full', // the web's share has room, the whole has not
      async () =>
        town.form(await town.visitor(), [await town.slot(2, { limitTelephone: 2, takenTelephone: 2 })]),
    ],
  ] as const)('refuses as %s', async (reason, form) => {
    const asked = await form()
    expect(await aDesk().take(town.tenantId, asked, now)).toEqual({ ok: false, reason })
    const rows = await town.owner`select from app.reservations where request_id = ${asked.requestId}`
    expect(rows).toHaveLength(0)
  })

  it('refuses a slot from the second it begins', async () => {
    const slotId = await town.slot(2, { startsAt: new Date('2026-11-23T12:10:00+09:00') })
    const begins = new Date('2026-11-23T12:10:00+09:00')
    const asked = async (at: Date) =>
      reasonOf(await aDesk().take(town.tenantId, town.form(await town.visitor(), [slotId]), at))
    expect(await asked(new Date(begins.getTime() - 1000))).toBe('taken')
    expect(await asked(begins)).toBe('closed')
  })

  it(`lets a card have one live pick-up at a time, however fast its owner presses ${req('1.F.11')}`, async () => {
    const [desk, other] = [aDesk(), aDesk()]
    const owner = await town.cardOwner()
    const slotIds = await Promise.all([1, 2, 3, 4].map(() => town.slot(5)))
    const answers = await Promise.all(slotIds.map((it, n) => take(n % 2 ? desk : other, owner, [it])))
    expect(answers.map(reasonOf).toSorted()).toEqual([
      'already-booked',
      'already-booked',
      'already-booked',
      'taken',
    ])
    const counts = await Promise.all(slotIds.map((it) => town.count(it)))
    expect(counts.reduce((sum, it) => sum + it.taken, 0)).toBe(1)
    expect(counts.every((it) => it.taken === it.held)).toBe(true)
  })

  it('does not tell a stranger about the reservation behind a request id', async () => {
    const slotId = await town.slot(2)
    const form = town.form(await town.visitor(), [slotId])
    await aDesk().take(town.tenantId, form, now)
    const stranger = { ...town.form(await town.visitor(), [slotId]), requestId: form.requestId }
    expect(await aDesk().take(town.tenantId, stranger, now)).toEqual({ ok: false, reason: 'request-used' })
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })
})

describe('a reservation that takes several slots in a row', () => {
  it('takes each of them, begins with the first and lasts as long as all', async () => {
    const slotIds = [await town.slot(1), await town.slot(1), await town.slot(1, { minutes: 30 })]
    const answer = await take(aDesk(), await town.visitor(), slotIds.toReversed())
    if (!answer.ok) throw new Error(answer.reason)
    for (const slotId of slotIds) expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
    const [row] = await town.owner`
      select r.minutes, r.starts_at = s.starts_at as first from app.reservations r, app.slots s
      where r.id = ${answer.value.reservationId} and s.id = ${slotIds[0] ?? ''}`
    expect(row).toEqual({ minutes: 60, first: true })
  })

  it.each([
    ['full', async () => town.slot(1, { takenWeb: 1 })],
    ['closed', async () => town.slot(1, { state: 'closing' })],
    ['no-such-slot', async () => randomUUID() as SlotId],
  ] as const)('takes nothing when one of them is %s', async (reason, bad) => {
    const [first, last] = [await town.slot(1), await town.slot(1)]
    const answer = await take(aDesk(), await town.visitor(), [first, await bad(), last])
    expect(answer).toEqual({ ok: false, reason })
    expect(await town.count(first)).toEqual({ taken: 0, held: 0 })
    expect(await town.count(last)).toEqual({ taken: 0, held: 0 })
  })

  it('meets others who ask for the same slots in the opposite order, and nobody waits in a ring', async () => {
    // Each desk sends its first request by itself and the others in batches: many desks, so that both kinds meet.
    const db = town.open('web_booking', { max: 12, perTenant: 12 })
    const desks = Array.from({ length: 8 }, () => openBookingDesk(db, 'key'))
    const deadlocks = await town.deadlocksWhile(async () => {
      for (let round = 0; round < 8; round++) {
        const slotIds = [await town.slot(9), await town.slot(9), await town.slot(9), await town.slot(9)]
        const visitors = await Promise.all(Array.from({ length: 24 }, () => town.visitor()))
        const answers = await Promise.all(
          visitors.map((visitor, n) =>
            take(desks[n % 8] ?? aDesk(), visitor, n % 2 ? slotIds : slotIds.toReversed()),
          ),
        )
        expect(answers.filter((it) => it.ok)).toHaveLength(9)
        expect(answers.map(reasonOf).filter((it) => it === 'full')).toHaveLength(15)
        for (const slotId of slotIds) expect(await town.count(slotId)).toEqual({ taken: 9, held: 9 })
      }
    })
    expect(deadlocks).toBe(0)
  })
})
