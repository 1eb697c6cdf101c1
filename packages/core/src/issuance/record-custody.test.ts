import type { Actor, Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CardId, mintId, type StaffId, type TenantId } from '../kernel.ts'
import { recordCustody } from './counter.sql.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await openTestDatabase()
  db = database.open('web_staff')
})
afterAll(() => database.close())

let tenantId: TenantId
let staffId: StaffId
let cardId: CardId
beforeEach(async () => {
  tenantId = mintId()
  staffId = (await factories.staffMembers(database.owner, tenantId)).id as StaffId
  cardId = (await factories.cards(database.owner, tenantId, { state: 'stored' })).id as CardId
})

/** An officer moves the card to the counter, believing it to be in the state `from`. */
function moveFrom(from: string) {
  const actor: Actor = { role: 'staff', tenantId, subjectId: staffId }
  const event = { cardId, from, to: 'at_counter', act: 'start', staffId, terminal: '192.0.2.7' }
  const now = new Date('2030-04-06T09:02:00+09:00')
  return db.as(actor, (tx) =>
    recordCustody(tx, tenantId, { ...event, reservationId: null, reason: null, now }),
  )
}
const stands = async () => {
  const [row] = await database.owner<{ state: string; eventSeq: number; events: number }[]>`
    select c.state, c.event_seq, (select count(*)::int from app.custody_events e
      where e.tenant_id = c.tenant_id and e.card_id = c.id) as events
    from app.cards c where c.tenant_id = ${tenantId} and c.id = ${cardId}`
  return row
}

describe('an event of a card', () => {
  it('is written, and moves the card, when the card is in the state that was expected', async () => {
    expect(await moveFrom('stored')).toBe(1)
    expect(await stands()).toEqual({ state: 'at_counter', eventSeq: 1, events: 1 })
  })

  it('is not written when the card is in another state, and the card stays where it is', async () => {
    expect(await moveFrom('received')).toBeNull()
    expect(await stands()).toEqual({ state: 'stored', eventSeq: 0, events: 0 })
  })

  it('is written for one of two who move the card at the same time', async () => {
    const answers = await Promise.all([moveFrom('stored'), moveFrom('stored')])
    expect(answers.toSorted()).toEqual([1, null])
    expect(await stands()).toEqual({ state: 'at_counter', eventSeq: 1, events: 1 })
  })
})
