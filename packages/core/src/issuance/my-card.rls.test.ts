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
async function aCard(tenantId: string, name: string) {
  const { id } = await factories.cards(test.owner, tenantId, { state: 'notified' })
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

  it('is nothing to a neighbour, a visitor without a letter, or another municipality', async () => {
    const [mine, yours] = [await aCard(here, '試験 花子'), await aCard(here, '試験 次郎')]
    expect(await ask(here, yours, mine)).toBeNull()
    expect(await ask(here, v7(), mine)).toBeNull()
    await factories.cards(test.owner, elsewhere, {})
    expect(await ask(elsewhere, mine, mine)).toBeNull()
  })
})
