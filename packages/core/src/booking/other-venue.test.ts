import type { Database } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type SlotId } from '../kernel.ts'
import type { ReservationNumber } from './reservation-number-rules.ts'
import { takePlacesBatch } from './rush-path.sql.ts'
import { type Counter, openCounter } from './testing/open-counter.ts'
import { now } from './testing/open-town.ts'

let counter: Counter
let town: Counter['town']
let db: Database
let branch: string
const from = new Date('2026-12-08T00:00:00+09:00')
const [before, then, later] = ['2026-12-07', '2026-12-08', '2026-12-09'].map((day) => `${day}T09:00:00+09:00`)

beforeAll(async () => {
  counter = await openCounter()
  town = counter.town
  db = town.open('web_booking')
  branch = (await factories.venues(town.owner, town.tenantId)).id
})
afterAll(() => town.close())

const atBranch = (startsAt = then) =>
  town.slot(5, {
    venueId: branch,
    startsAt: new Date(new Date(startsAt ?? '').getTime() + minute++ * 60_000),
  })
let minute = 0

type Owner = Awaited<ReturnType<typeof town.cardOwner>>
function form(owner: Owner, slotId: SlotId, otherVenueFrom: Date | null) {
  const asked = town.form(owner, [slotId])
  return { ...asked, details: { ...asked.details, otherVenueFrom: otherVenueFrom?.toISOString() } }
}
async function alone(slotId: SlotId, otherVenueFrom: Date | null) {
  const answer = await counter.desk.take(
    town.tenantId,
    form(await town.cardOwner(), slotId, otherVenueFrom),
    now,
  )
  return answer.ok ? 'taken' : answer.reason
}
async function inABatch(slotId: SlotId, otherVenueFrom: Date | null) {
  const { requestId, secretHash, slotIds, places, details } = form(
    await town.cardOwner(),
    slotId,
    otherVenueFrom,
  )
  const item = {
    request: requestId,
    secret: secretHash.toString('hex'),
    id: mintId<string>(),
    number: `V${String(minute++).padStart(7, '0')}` as ReservationNumber,
    slots: slotIds,
    wanted: places,
    details,
  }
  const [answer] = await db.alone(town.tenantId, (sql) => takePlacesBatch(sql, town.tenantId, now, [item]))
  return answer?.outcome
}

describe('the pick-up of a card that lies at another venue', () => {
  it.each([
    ['alone', alone],
    ['in a batch', inABatch],
  ])('is booked from the day by which it can be there, and not before (%s)', async (_, take) => {
    expect(await take(await atBranch(before), from)).toBe('other-venue-too-soon')
    expect(await take(await atBranch(then), from)).toBe('taken')
    expect(await take(await atBranch(later), null)).toBe('other-venue')
    expect(await take(await town.slot(1), null)).toBe('taken')
  })

  it('takes no place when it is refused', async () => {
    const slotId = await atBranch(before)
    await alone(slotId, from)
    expect(await town.count(slotId)).toEqual({ taken: 0, held: 0 })
  })

  it('is not asked of somebody who picks up nothing', async () => {
    expect(await counter.booked([await atBranch(before)])).toBeTruthy()
  })
})

describe('a pick-up that is moved to another venue', () => {
  it('waits for the card as one that is booked there does, and otherwise stays as it is', async () => {
    const home = await town.slot(1)
    const mine = await counter.booked([home], await town.cardOwner())
    const move = async (slotId: SlotId, otherVenueFrom: Date | null) => {
      const answer = await counter.change(mine, slotId, now, otherVenueFrom)
      return answer.ok || answer.reason
    }
    expect(await move(await atBranch(before), from)).toBe('other-venue-too-soon')
    expect(await move(await atBranch(later), null)).toBe('other-venue')
    expect(await counter.stands(mine)).toMatchObject({ slots: [home] })
    expect(await move(await atBranch(then), from)).toBe(true)
    expect(await move(await town.slot(1), null)).toBe(true)
  })

  it('may come later than agreed, but not sooner, while the card is on its way there', async () => {
    const owner = await town.cardOwner()
    const taken = await counter.desk.take(town.tenantId, form(owner, await atBranch(then), from), now)
    if (!taken.ok) throw new Error(taken.reason)
    const mine = { visitor: owner, id: taken.value.reservationId }
    const nowFrom = new Date('2026-12-14T00:00:00+09:00')
    expect(await counter.change(mine, await atBranch(before), now, nowFrom)).toMatchObject({
      reason: 'other-venue-too-soon',
    })
    expect(await counter.change(mine, await atBranch(later), now, nowFrom)).toMatchObject({ ok: true })
  })
})
