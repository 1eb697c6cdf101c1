import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { myCard } from './my-card.ts'

let test: TestDatabase
const [here, elsewhere] = [v7(), v7()]

beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

/** A card with its owner, at a municipality. */
async function aCard(tenantId: string, name: string, state = 'notified') {
  const { id } = await factories.cards(test.owner, tenantId, { state })
  await factories.cardPeople(test.owner, tenantId, { cardId: id, name })
  return id
}
const ask = (tenantId: string, subjectId: string, cardId: string) =>
  myCard(test.open('web_booking'), { role: 'resident', tenantId, subjectId }, cardId)

describe('the card of a letter', () => {
  it('is shown to whom the letter was sent, with their name as it was written', async () => {
    const mine = await aCard(here, '髙﨑󠄁 花子')
    expect(await ask(here, mine, mine)).toMatchObject({ id: mine, state: 'notified', name: '髙﨑󠄁 花子' })
  })

  it('says why its hand-over was broken off last, and nothing of who did it or of any other act', async () => {
    const mine = await aCard(here, '試験 花子', 'suspended')
    const yours = await aCard(here, '試験 次郎', 'suspended')
    for (const [at, reason] of ['pin', 'documents_missing'].entries())
      await factories.custodyEvents(test.owner, here, { cardId: mine, seq: at + 1, act: 'break_off', reason })
    await factories.custodyEvents(test.owner, here, { cardId: mine, seq: 3, act: 'print_letter' })
    await factories.custodyEvents(test.owner, here, { cardId: yours, act: 'break_off', reason: 'pin' })
    expect(await ask(here, mine, mine)).toMatchObject({ brokenOff: 'documents_missing' })

    const resident = { role: 'resident', tenantId: here, subjectId: mine } as const
    const db = test.open('web_booking')
    const seen = await db.as(
      resident,
      (tx) => tx`select act, card_id from app.custody_events where tenant_id = ${here}`,
    )
    expect([...seen]).toEqual([
      { act: 'break_off', cardId: mine },
      { act: 'break_off', cardId: mine },
    ])
    await expect(
      db.as(resident, (tx) => tx`select actor_id from app.custody_events where tenant_id = ${here}`),
    ).rejects.toThrow(/permission denied/)
  })

  it('is nothing to a neighbour, a visitor without a letter, or another municipality', async () => {
    const [mine, yours] = [await aCard(here, '試験 花子'), await aCard(here, '試験 次郎')]
    expect(await ask(here, yours, mine)).toBeNull()
    expect(await ask(here, v7(), mine)).toBeNull()
    await factories.cards(test.owner, elsewhere, {})
    expect(await ask(elsewhere, mine, mine)).toBeNull()
  })
})
