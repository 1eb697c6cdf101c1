import type { Database } from '@madoguchi/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SlotId } from '../kernel.ts'
import { mintId } from '../kernel.ts'
import type { ReservationNumber } from './reservation-number-rules.ts'
import { takePlacesBatch } from './rush-path.sql.ts'
import { now, openTown, type Town, type Visitor } from './testing/open-town.ts'

let town: Town
let db: Database
beforeAll(async () => {
  town = await openTown()
  db = town.open('web_booking')
})
afterAll(() => town.close())

let serial = 0
/** What these residents are answered, in their order, who all want a place of the slot in one statement. */
async function inOneBatch(slotId: SlotId, visitors: Visitor[]) {
  const items = visitors.map((visitor) => {
    const { requestId, secretHash, slotIds, places, details } = town.form(visitor, [slotId])
    return {
      request: requestId,
      secret: secretHash.toString('hex'),
      id: mintId<string>(),
      number: `T${String(++serial).padStart(7, '0')}` as ReservationNumber,
      slots: slotIds,
      wanted: places,
      details,
    }
  })
  const answers = await db.alone(town.tenantId, (sql) => takePlacesBatch(sql, town.tenantId, now, items))
  return items.map(({ request }) => answers.find((it) => it.request === request)?.outcome)
}
const visitors = (count: number) => Promise.all(Array.from({ length: count }, () => town.visitor()))

describe('a batch for a slot', () => {
  it('of which the web has fewer places than there are gives those and no more', async () => {
    const slotId = await town.slot(5, { limitWeb: 2 })
    const outcomes = await inOneBatch(slotId, await visitors(4))
    expect(outcomes.toSorted()).toEqual(['full', 'full', 'taken', 'taken'])
    expect(await town.count(slotId)).toEqual({ taken: 2, held: 2 })
  })

  it('counts what was taken of the web’s places before', async () => {
    const slotId = await town.slot(5, { limitWeb: 3 })
    expect(await inOneBatch(slotId, await visitors(2))).toEqual(['taken', 'taken'])
    const outcomes = await inOneBatch(slotId, await visitors(2))
    expect(outcomes.toSorted()).toEqual(['full', 'taken'])
    expect(await town.count(slotId)).toEqual({ taken: 3, held: 3 })
  })

  it('of which the counter has taken places gives what is left of all', async () => {
    const slotId = await town.slot(4, { limitCounter: 3, takenCounter: 3 })
    const outcomes = await inOneBatch(slotId, await visitors(2))
    expect(outcomes.toSorted()).toEqual(['full', 'taken'])
    expect(await town.count(slotId)).toEqual({ taken: 1, held: 1 })
  })

  it('refuses whose card may not be picked up yet, and nobody else', async () => {
    const slotId = await town.slot(5)
    const [before, after] = [await town.visitor(), await town.visitor()]
    const owners = [await town.cardOwner('received'), await town.cardOwner('stored')]
    expect(await inOneBatch(slotId, [before, ...owners, after])).toEqual([
      'taken',
      'card-not-ready',
      'taken',
      'taken',
    ])
    expect(await town.count(slotId)).toEqual({ taken: 3, held: 3 })
  })

  it('that has begun by now gives nothing, to the second', async () => {
    const [begun, ahead] = [
      await town.slot(5, { startsAt: now }),
      await town.slot(5, { startsAt: new Date(now.getTime() + 1000) }),
    ]
    expect(await inOneBatch(begun, await visitors(2))).toEqual(['closed', 'closed'])
    expect(await inOneBatch(ahead, await visitors(2))).toEqual(['taken', 'taken'])
    expect(await town.count(begun)).toEqual({ taken: 0, held: 0 })
  })
})
