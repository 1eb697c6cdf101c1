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

describe('the custody of a card', () => {
  /** The event as it stands, with these of its fields changed. */
  const hashOf = async (seq: number, change: object) => {
    const [row] = await database.owner<{ same: boolean }[]>`
      select app.custody_hash(changed.previous_hash, changed) = e.hash as same
      from app.custody_events e
      cross join lateral jsonb_populate_record(e, ${database.owner.json(change as never)}) changed
      where e.tenant_id = ${tenantId} and e.card_id = ${cardId} and e.seq = ${seq}`
    return row?.same
  }

  it('is a chain: each event carries the hash of the one before, and the card that of the last', async () => {
    await moveFrom('stored')
    await moveFrom('at_counter')
    const events = await database.owner<{ previous: string | null; hash: string; held: string }[]>`
      select encode(e.previous_hash, 'hex') as previous, encode(e.hash, 'hex') as hash, encode(c.event_hash, 'hex') as held
      from app.custody_events e join app.cards c on c.tenant_id = e.tenant_id and c.id = e.card_id
      where e.tenant_id = ${tenantId} and e.card_id = ${cardId} order by e.seq`
    const [first, second] = events
    expect(events).toHaveLength(2)
    expect([first?.previous, second?.previous]).toEqual([null, first?.hash])
    expect(second?.held).toBe(second?.hash)
    expect(first?.hash).not.toBe(second?.hash)
  })

  it('shows that any word of an event, or the hash before it, was changed', async () => {
    await moveFrom('stored')
    await moveFrom('at_counter')
    expect(await hashOf(2, {})).toBe(true)
    const another = mintId()
    for (const change of [
      { previous_hash: '\\x00' },
      { tenant_id: another },
      { card_id: another },
      { seq: 3 },
      { act: 'hand_over' },
      { from_state: 'issued' },
      { to_state: 'issued' },
      { from_place_id: another },
      { to_place_id: another },
      { actor_id: another },
      { second_actor_id: another },
      { terminal: '192.0.2.8' },
      { reservation_id: another },
      { reason: 'pin' },
      { occurred_at: '2030-04-06T09:02:01+09:00' },
      { note: 'x' },
    ])
      expect(await hashOf(2, change), JSON.stringify(change)).toBe(false)
  })
})
