import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let first: Desk
let second: Desk
beforeAll(async () => {
  office = await openOffice()
  first = await office.desk('ageo')
  second = await office.desk('ageo')
})
afterAll(() => office?.close())

/** A visit that has begun, with its card at the counter. */
async function aVisit(): Promise<string> {
  const { owner } = office
  const tenantId = office.tenantId('ageo')
  const venueId = (await factories.venues(owner, tenantId)).id
  const cardId = (await factories.cards(owner, tenantId, { state: 'at_counter', venueId })).id
  const visit = { subjectId: cardId, state: 'serving', venueId }
  const { id } = await factories.reservations(owner, tenantId, visit)
  await factories.reservationPeople(owner, tenantId, { reservationId: id, subjectId: cardId, cardId })
  return `/reservations/${id}`
}

describe('two officers have the same question before them', () => {
  it.each([
    ['hand-over', 'owner'],
    ['break-off', 'pin'],
  ])('%s: the second is told that nothing was done, and by whom it was', async (asked, reason) => {
    const page = `${await aVisit()}/${asked}`
    expect((await first.post(page, { reason }, page)).status).toBe(303)
    const late = await second.post(page, { reason }, '/')
    expect(late.status).toBe(409)
    const { text } = late
    expect(text).toContain('操作は行われませんでした')
    expect(text).not.toContain('name="reason"')
  })
})
