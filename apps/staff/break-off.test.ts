import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
let visit: string
let cardId: string
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
})
afterAll(() => office?.close())

/** A visit that an officer has just broken off. */
beforeEach(async () => {
  const { owner } = office
  const venueId = (await factories.venues(owner, desk.tenantId)).id
  cardId = (await factories.cards(owner, desk.tenantId, { state: 'stored', venueId })).id
  await factories.cardPeople(owner, desk.tenantId, { cardId })
  const { id } = await factories.reservations(owner, desk.tenantId, { subjectId: cardId, venueId })
  await factories.reservationPeople(owner, desk.tenantId, { reservationId: id, subjectId: cardId, cardId })
  visit = `/reservations/${id}`
  for (const act of ['check_in', 'start']) await desk.post(visit, { act })
  expect((await desk.post(`${visit}/break-off`, { reason: 'documents_missing' })).status).toBe(303)
})

describe('a visit that was broken off', () => {
  it('says why, how the resident books again, and asks before it goes on', async () => {
    const { text } = await desk.get(visit)
    expect(text).toContain('理由：書類不足')
    expect(text).toContain('ご本人が同じ照会番号で予約ページから予約できます')
    expect(text).toMatch(/予約ページを使えない方には、電話（[\d-]+）/)
    expect(text).toContain(`href="${visit}/resume"`)

    expect((await desk.get(`${visit}/resume`)).text).toContain('手続を再開しますか')
    const { status, location } = await desk.post(`${visit}/resume`)
    expect([status, location]).toEqual([303, `${visit}?done=resume`])
    const resumed = (await desk.get(location)).text
    expect(resumed).toContain('交付を再開しました')
    expect(resumed).toContain('中断からの再開')
    expect(resumed).toContain('value="start"')
  })

  it('for another reason needs a note, which stays typed, and is on the visit and in the history of the card', async () => {
    await desk.post(`${visit}/resume`)
    await desk.post(visit, { act: 'start' })
    const told = await desk.post(`${visit}/break-off`, { reason: 'other' })
    expect([told.status, told.text.includes('補足に内容を入力してください')]).toEqual([422, true])
    const long = await desk.post(`${visit}/break-off`, { reason: 'other', note: 'あ'.repeat(201) })
    expect([long.status, long.text.includes('補足は200文字以内で')]).toEqual([422, true])
    expect(long.text).toMatch(/value="other"[^>]*checked|checked[^>]*value="other"/)

    const note = '急に体調を崩された'
    expect((await desk.post(`${visit}/break-off`, { reason: 'other', note })).status).toBe(303)
    const { text } = await desk.get(visit)
    expect(text).toContain(`<p>補足：${note}</p>`)
    expect(text).toContain(`<span class="timeline-note">補足：${note}</span>`)
    expect((await desk.get(`/cards/${cardId}`)).text).toContain(`補足：${note}`)
  })

  it('leads to the new reservation once there is one', async () => {
    const { id } = await factories.reservations(office.owner, desk.tenantId, { subjectId: cardId })
    const person = { reservationId: id, subjectId: cardId, cardId }
    await factories.reservationPeople(office.owner, desk.tenantId, person)
    const { text } = await desk.get(visit)
    expect(text).toContain(`href="/reservations/${id}"`)
    expect(text).not.toContain(`href="${visit}/resume"`)
    expect((await desk.get(`${visit}/resume`)).status).toBe(303)
  })
})
