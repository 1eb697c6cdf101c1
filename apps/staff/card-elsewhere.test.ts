import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
let visit: string
let cardId: string
let noticeNumber: string
let visits = 0
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
})
afterAll(() => office?.close())

/** A visit at one venue whose card lies at another. */
beforeEach(async () => {
  const { owner } = office
  noticeNumber = `AB${++visits}234567`
  const venues = await owner<{ id: string }[]>`
    select id from app.venues where tenant_id = ${desk.tenantId} order by code`
  const [here, there] = [venues[0]?.id ?? '', venues[1]?.id ?? '']
  cardId = (await factories.cards(owner, desk.tenantId, { state: 'stored', venueId: there, noticeNumber })).id
  await factories.cardPeople(owner, desk.tenantId, { cardId })
  const { id } = await factories.reservations(owner, desk.tenantId, { subjectId: cardId, venueId: here })
  await factories.reservationPeople(owner, desk.tenantId, { reservationId: id, subjectId: cardId, cardId })
  visit = `/reservations/${id}`
})

describe('a visit whose card is at another venue', () => {
  it('is received with a warning, and goes on once the card is recorded as in hand', async () => {
    const { text } = await desk.get(visit)
    expect(text).toContain('カードが、この拠点にありません')
    expect(text).toContain('value="check_in"')
    expect((await desk.post(visit, { act: 'check_in' })).status).toBe(303)
    expect((await desk.get(visit)).text).not.toContain('value="start"')
    const refused = await desk.post(visit, { act: 'start' })
    expect([refused.status, refused.text.includes('手元にあることを記録してから')]).toEqual([409, true])

    const inHand = `${visit}/in-hand`
    const wrong = await desk.post(inHand, { label: 'ZZ1234567', reason: 'record_wrong' })
    expect([wrong.status, wrong.text.includes('この予約のカードの番号ではありません')]).toEqual([422, true])
    const { status, location } = await desk.post(inHand, { label: noticeNumber, reason: 'record_wrong' })
    expect([status, location]).toEqual([303, `${visit}?done=card_in_hand`])
    const after = (await desk.get(location)).text
    expect(after).toContain('カードが手元にあることを記録しました')
    expect(after).not.toContain('カードが、この拠点にありません')
    expect(after).toMatch(/手元にあることの確認（場所の訂正）[\s\S]*記録の誤り/)
    expect(after).toContain('value="start"')

    expect((await desk.post(visit, { act: 'start' })).status).toBe(303)
    expect((await desk.post(`${visit}/hand-over`, { reason: 'owner' })).status).toBe(303)
    // It has left the office: no place is written any longer.
    expect((await desk.get(visit)).text).toMatch(/場所<\/dt><dd[^>]*>－/)
    expect((await desk.get(inHand)).status).toBe(303)
  })

  it('lets a contractor receive, and tells them to ask', async () => {
    const contractor = await office.desk('ageo', ['contractor'])
    const { text } = await contractor.get(visit)
    expect(text).toContain('まず自治体の職員に知らせ')
    expect(text).not.toContain('/in-hand')
    const told = await contractor.post(`${visit}/in-hand`, { label: noticeNumber, reason: 'record_wrong' })
    expect([told.status, told.text.includes('あなたの役割ではできません')]).toEqual([422, true])
  })
})
