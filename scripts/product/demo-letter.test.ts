import { randomBytes } from 'node:crypto'
import { addDays, dateAt } from '@madoguchi/core/calendar'
import { sealNumber } from '@madoguchi/core/issuance'
import { mintId } from '@madoguchi/core/kernel'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { expect, it } from 'vitest'
import { demoLetter } from './demo-letter.ts'

it('the letter that is shown counts as sent: its card has a deadline, which a later start leaves as it is', async () => {
  const test = await openTestDatabase()
  const { owner } = test
  const sealKey = randomBytes(32).toString('base64')
  try {
    const { id: tenantId } = await factories.tenants(owner, mintId<string>())
    const { id: cardId } = await factories.cards(owner, tenantId, { state: 'received' })
    await factories.cardPeople(owner, tenantId, { cardId })
    const sealed = sealNumber(sealKey, tenantId, cardId, 'A2B3C4D5E6F7' as never)
    await factories.inquiryNumbers(owner, tenantId, { cardId, sealed })
    const show = (days: number) => demoLetter(owner as never, tenantId, sealKey, days)
    expect(await show(90)).toMatchObject({ number: expect.any(String) })
    await show(120)
    const [card] = await owner<
      { deadlineOn: string }[]
    >`select deadline_on from app.cards where id = ${cardId}`
    expect(card?.deadlineOn).toBe(addDays(dateAt(new Date()), 90))
  } finally {
    await test.close()
  }
})
