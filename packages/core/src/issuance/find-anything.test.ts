import { req } from '@madoguchi/config/req.ts'
import type { Actor, Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reservationNumber } from '../booking/reservation-number-rules.ts'
import { plainDate } from '../calendar.ts'
import { mintId, type TenantId, type VenueId } from '../kernel.ts'
import { dayBoard } from './day-board.ts'
import { findAnything } from './find-anything.ts'
import { inquiryHmac } from './inquiry-hmac.ts'
import { formatInquiryNumber, inquiryNumberFrom } from './inquiry-number-rules.ts'
import { kanaSearchKey, nameSearchKey } from './name-rules.ts'

const pepper = 'pepper-of-the-test'.repeat(2)
const inquiry = inquiryNumberFrom(new Uint8Array([9, 8, 7, 6, 5, 4, 3]))
const replaced = inquiryNumberFrom(new Uint8Array([1, 8, 7, 6, 5, 4, 3]))
const number = reservationNumber(7)

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await openTestDatabase()
  db = database.open('web_staff')
})
afterAll(() => database.close())

let here: TenantId
let elsewhere: TenantId
let venueId: VenueId
const staffOf = (tenantId: TenantId): Actor => ({ role: 'staff', tenantId, subjectId: null })

/** 髙橋 花子, with a card, a letter that replaced another, and a reservation. */
async function town() {
  const { owner } = database
  const tenantId = mintId<TenantId>()
  const applicationId = '12345678901234567890123'
  const card = await factories.cards(owner, tenantId, {
    state: 'stored',
    noticeNumber: 'AB1234567',
    applicationId,
  })
  const [name, kana] = ['髙橋 花子', 'タカハシ ハナコ']
  const keys = { nameKey: nameSearchKey(name), kanaKey: kanaSearchKey(kana) }
  await factories.cardPeople(owner, tenantId, { cardId: card.id, name, kana, ...keys })
  const numbers = { cardId: card.id, sealed: null }
  const voidedAt = new Date('2030-01-02T09:00:00+09:00')
  const hmacOf = (it: string) => inquiryHmac(pepper, tenantId, it)
  await factories.inquiryNumbers(owner, tenantId, { ...numbers, numberHmac: hmacOf(replaced), voidedAt })
  await factories.inquiryNumbers(owner, tenantId, { ...numbers, numberHmac: hmacOf(inquiry) })
  const reservation = await factories.reservations(owner, tenantId, { number, subjectId: card.id })
  await factories.reservationPeople(owner, tenantId, {
    reservationId: reservation.id,
    subjectId: card.id,
    cardId: card.id,
    procedureCode: 'P01',
  })
  return { tenantId, venueId: reservation.venueId as VenueId }
}
beforeEach(async () => {
  const first = await town()
  here = first.tenantId
  venueId = first.venueId
  elsewhere = mintId<TenantId>()
  await factories.tenants(database.owner, elsewhere)
})

const find = (typed: string, tenantId = here) => findAnything(db, staffOf(tenantId), typed, pepper)
const names = async (typed: string, tenantId = here) => {
  const found = await find(typed, tenantId)
  return found.ok ? found.value.hits.map((hit) => `${hit.name} ${hit.number}`) : found.reason
}

describe('the scan box', () => {
  it.each([
    ['a reservation number', () => number],
    ['a reservation number in groups', () => `${number.slice(0, 4)}-${number.slice(4)}`],
    ['a notice number', () => 'ab1-234567'],
    ['a 申請書ID', () => '12345678901234567890123'],
    ['a 照会番号', () => formatInquiryNumber(inquiry)],
    ['a letter’s QR code', () => `https://town.example/k#${inquiry}`],
    ['the beginning of a name', () => '髙橋'],
    ['the beginning of a name in another spelling', () => '高橋'],
    ['the beginning of a reading', () => 'ﾀｶﾊ'],
    ['a reading in hiragana', () => 'たかはし はな'],
  ])(`opens the visit by %s ${req('1.G.3')}`, async (_what, typed) => {
    expect(await names(typed())).toEqual([`髙橋 花子 ${number}`])
  })

  it('says when a newer letter has replaced the one that was scanned', async () => {
    const found = await find(replaced)
    expect(found.ok && found.value).toMatchObject({ voided: true, hits: [{ name: '髙橋 花子' }] })
  })

  it.each([
    ['髙橋\u0000', [`髙橋 花子 ${number}`]],
    ['髙橋\t花子', [`髙橋 花子 ${number}`]],
    [`\u0002${number}\u0003`, [`髙橋 花子 ${number}`]],
    ['無\u0000い', []],
    ['\u0000', 'nothing-typed'],
  ])('takes a control character for a space: %j', async (typed, found) => {
    expect(await names(typed)).toEqual(found)
  })

  it('finds nobody in the middle of a name', async () => {
    expect(await names('花子')).toEqual([])
  })

  it('finds a name in Latin letters by the beginning of any of its words, with a card and without', async () => {
    const [name, kana] = ['Nguyễn Thị Lan-Đào', 'グエン']
    const keys = { nameKey: nameSearchKey(name), kanaKey: kanaSearchKey(kana) }
    await factories.cardPeople(database.owner, here, { name, kana, ...keys })
    const { id } = await factories.reservations(database.owner, here, { number: reservationNumber(9) })
    const written = { name: null, kana: 'TRAN LAN ANH', kanaKey: 'TRANLANANH' }
    await factories.reservationPeople(database.owner, here, { reservationId: id, ...written })
    const lan = [`${name} null`, `null ${reservationNumber(9)}`]
    expect(await names('lan')).toEqual(lan)
    expect(await names('Ｌａｎ')).toEqual(lan)
    expect(await names('Lan Nguyễn')).toEqual(lan.slice(0, 1))
    expect(await names('dao')).toEqual(lan.slice(0, 1))
    expect(await names('an')).toEqual(lan.slice(1))
    expect(await names('tran')).toEqual(lan.slice(1))
    expect(await names('guyen')).toEqual([])
    expect(await names('lan', elsewhere)).toEqual([])
  })

  it.each([
    ['number', () => number],
    ['照会番号', () => inquiry],
    ['notice number', () => 'AB1234567'],
    ['name', () => '髙橋'],
  ])('finds nobody of another municipality by %s', async (_what, typed) => {
    expect(await names(typed(), elsewhere)).toEqual([])
  })

  it('finds by reading who came without a letter', async () => {
    const { id } = await factories.reservations(database.owner, here, { number: reservationNumber(8) })
    await factories.reservationPeople(database.owner, here, { reservationId: id })
    expect(await names('シケン')).toEqual([`試験 次郎 ${reservationNumber(8)}`])
  })
})

describe('the board of a venue', () => {
  const board = (day: string) => dayBoard(db, staffOf(here), venueId, plainDate(day)!)

  it(`shows who comes on the day, for what, and how their card stands ${req('1.G.2')}`, async () => {
    expect(await board('2030-04-06')).toMatchObject([
      {
        number,
        name: '髙橋 花子',
        kana: 'タカハシ ハナコ',
        procedureCode: 'P01',
        state: 'confirmed',
        cardState: 'stored',
        along: [],
      },
    ])
    expect(await board('2030-04-05')).toEqual([])
    expect(await board('2030-04-07')).toEqual([])
  })

  it(`shows everybody of a reservation on one line ${req('2.F.2')}`, async () => {
    const { id } = await factories.reservations(database.owner, here, {
      venueId,
      startsAt: new Date('2030-04-09T09:00:00+09:00'),
    })
    for (const [position, kana] of [
      [1, 'ヤマダ ハナコ'],
      [2, 'ヤマダ タロウ'],
      [3, 'ヤマダ ジロウ'],
    ] as const)
      await factories.reservationPeople(database.owner, here, {
        ...{
          reservationId: id,
          position,
          kana,
          procedureCode: 'P09',
          moreProcedures: position === 2 ? ['P11'] : [],
        },
      })
    expect(await board('2030-04-09')).toMatchObject([
      {
        kana: 'ヤマダ ハナコ',
        along: [{ kana: 'ヤマダ タロウ', moreProcedures: ['P11'] }, { kana: 'ヤマダ ジロウ' }],
      },
    ])
  })

  it('leaves out what is only held, and another venue', async () => {
    await factories.reservations(database.owner, here, {
      venueId,
      state: 'held',
      heldUntil: new Date('2030-04-06T09:10:00+09:00'),
    })
    const { id } = await factories.reservations(database.owner, here)
    await factories.reservationPeople(database.owner, here, { reservationId: id })
    expect(await board('2030-04-06')).toHaveLength(1)
  })
})
