import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
})
afterAll(() => office?.close())

it('the printed list of the day has something to check for a certificate renewal too, and whole words', async () => {
  const { owner } = office
  const [venue] = await owner<{ id: string }[]>`
    select id from app.venues where tenant_id = ${desk.tenantId} and code = 'city-hall'`
  const startsAt = new Date('2026-12-08T10:00:00+09:00')
  const { id } = await factories.reservations(owner, desk.tenantId, {
    startsAt,
    ...(venue && { venueId: venue.id }),
  })
  await factories.reservationPeople(owner, desk.tenantId, {
    reservationId: id,
    procedureCode: 'P09',
    kana: 'ヤマダ ハナコ',
  })
  const { text } = await desk.get('/day-list?date=2026-12-08')
  expect(text).toMatch(/<td class="day-papers"[^>]*>ご本人のマイナンバーカード<\/td>/)
  expect(text).toMatch(/<th scope="row" class="whole-words"/)
})

it(`the counter sees who comes, why, and the very list that the resident holds ${req('2.C.4')}`, async () => {
  const { owner } = office
  const venueId = (await factories.venues(owner, desk.tenantId)).id
  const { id: cardId } = await factories.cards(owner, desk.tenantId, { state: 'stored', venueId })
  await factories.cardPeople(owner, desk.tenantId, { cardId, birthDate: '1958-05-05' })
  const { id } = await factories.reservations(owner, desk.tenantId, { subjectId: cardId, venueId })
  await factories.reservationPeople(owner, desk.tenantId, {
    reservationId: id,
    subjectId: cardId,
    cardId,
    procedureCode: 'P01',
    comer: 'proxy',
    proxyReason: 'hospital',
    hasNotice: true,
  })
  const { text } = await desk.get(`/reservations/${id}`)
  for (const word of [
    '任意代理人（ご本人から頼まれた方）だけ（長期入院中の方）',
    '代理人の本人確認書類（書類Aを2点、または書類Aと書類Bを1点ずつ）',
    '個人番号カード顔写真証明書（病院長が作成したもの）',
    '運転経歴証明書',
  ])
    expect(text).toContain(word)
})
