import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from './testing/desk.ts'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

const DAMAGED = '〓田　花子'
const XSS = '"><script>alert(1)</script>〓'

let office: Office
let desk: Desk
let cardId: string
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
})
afterAll(() => office?.close())
beforeEach(async () => {
  cardId = await aCard(DAMAGED)
})

/** A card at the office whose letter waits. */
async function aCard(name: string) {
  const { owner } = office
  const { id } = await factories.cards(owner, desk.tenantId, { state: 'received' })
  await factories.cardPeople(owner, desk.tenantId, { cardId: id, name, kana: 'タカタ　ハナコ' })
  await factories.inquiryNumbers(owner, desk.tenantId, { cardId: id, sealed: Buffer.alloc(8) })
  return id
}
const plain = ({ text }: Answer) =>
  text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = () => `/cards/${cardId}/name`
const send = (form: Record<string, string>) =>
  desk.post(page(), { shown: DAMAGED, reason: 'card_face', ...form })
const correct = (name: string, kana = 'タカタ　ハナコ') => send({ outcome: 'corrected', name, kana })

describe('a card whose holder’s name has lost a character', () => {
  it('stands in a list of its own, and leads to where an officer sees to it', async () => {
    const list = await desk.get('/letters')
    expect(plain(list)).toMatch(/氏名の確認が必要 \d+件/)
    expect(list.text).toContain(`href="/cards/${cardId}"`)
    const card = await desk.get(`/cards/${cardId}`)
    expect(plain(card)).toContain('氏名の確認が必要です')
    expect(plain(card)).toContain('未印刷（氏名の確認待ち）')
    expect(card.text).toContain(`href="${page()}"`)
  })

  it('is corrected byte for byte, and its history says what became what, by whom and how it is known', async () => {
    const answer = await correct('髙田　葛󠄀子')
    expect([answer.status, answer.location]).toEqual([303, `/cards/${cardId}?name=corrected`])
    const text = plain(await desk.get(answer.location))
    expect(text).toContain('氏名を訂正しました')
    expect(text).toContain('髙田 葛󠄀子さんのカード')
    expect(text).toMatch(/氏名の訂正 （ ?カードの券面で確認 ?） 〓田 花子 → 髙田 葛󠄀子 .*端末 127\.0\.0\.1/)
    expect((await desk.get('/letters')).text).not.toContain(cardId)
  })

  it('is confirmed as it is, to be printed with the sign', async () => {
    const answer = await send({ outcome: 'confirmed' })
    expect([answer.status, answer.location]).toEqual([303, `/cards/${cardId}?name=confirmed`])
    expect(plain(await desk.get(answer.location))).toContain('代替文字で印刷することを確認しました')
    expect(plain(await desk.get(page()))).not.toContain('代替文字のまま印刷する')
  })

  it.each([
    ['〓田', '読めない文字の代わりの記号（〓など）が残っています'],
    ['', '氏名を入力してください'],
    ['字'.repeat(201), '200文字以内'],
    ['髙田\u202E花子', '使えない文字'],
  ])('is not corrected to %j, and what was typed is there to go on with', async (name, words) => {
    const answer = await correct(name)
    expect(answer.status).toBe(422)
    expect(plain(answer)).toContain('氏名は変わっていません')
    expect(plain(answer)).toContain(words)
    expect(answer.text).toContain('href="#name"')
  })

  it('asks how it is known, beside the form that was sent', async () => {
    const answer = await send({ outcome: 'confirmed', reason: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('href="#confirmed-reason"')
  })

  it('tells the second of two officers, who has the older name before them', async () => {
    await correct('髙田　花子')
    const late = await correct('高田　花子')
    expect(late.status).toBe(409)
    expect(plain(late)).toContain('ほかの担当者がすでに変えています')
  })

  it('shows a hostile name as a name', async () => {
    cardId = await aCard(XSS)
    for (const path of ['/letters', `/cards/${cardId}`, page()])
      expect((await desk.get(path)).text, path).not.toContain('<script>alert(1)')
  })
})

describe('a name', () => {
  it('is nobody’s to correct whose part it is not, nor the neighbour’s', async () => {
    const others = await office.desk('ageo', ['part_time', 'branch', 'contractor', 'call_centre', 'auditor'])
    expect((await others.get(page())).status).toBe(404)
    const card = await others.get(`/cards/${cardId}`)
    expect(plain(card)).toContain('氏名の確認が必要です')
    expect(card.text).not.toContain(page())
    const form = { outcome: 'corrected', shown: DAMAGED, name: '髙田', kana: '', reason: 'card_face' }
    expect((await others.post(page(), form, '/')).status).toBe(404)
    const neighbour = await office.desk('minase')
    expect((await neighbour.get(page())).status).toBe(404)
    expect((await neighbour.post(page(), form, '/')).status).toBe(404)
  })

  it('of a card that its owner has stays as it is', async () => {
    await office.owner`update app.cards set state = 'issued' where id = ${cardId}`
    expect(plain(await desk.get(page()))).toContain('氏名は訂正できません')
    expect((await desk.get(page())).text).not.toContain('name="outcome"')
  })
})

describe('what is on record', () => {
  it('is told in an officer’s words, also what a program did', async () => {
    const { id: actorId } = await factories.staffMembers(office.owner, desk.tenantId, { name: '窓口 花子' })
    for (const [seq, terminal] of [
      ['1', 'seed'],
      ['2', 'jobs'],
      ['3', '窓口端末1'],
      ['4', '192.0.2.7'],
    ] as const)
      await factories.custodyEvents(office.owner, desk.tenantId, {
        cardId,
        actorId,
        seq: Number(seq),
        terminal,
      })
    const text = plain(await desk.get(`/cards/${cardId}`))
    for (const words of ['初期データ', '自動処理', '窓口端末1', '端末 192.0.2.7'])
      expect(text).toContain(`窓口 花子（${words}）`)
    expect(text).not.toMatch(/（(seed|jobs|192)/)
  })

  it('of a visit without a card says who did what', async () => {
    const { id, subjectId } = await factories.reservations(office.owner, desk.tenantId)
    await factories.reservationPeople(office.owner, desk.tenantId, { reservationId: id, subjectId })
    const path = `/reservations/${id}`
    for (const act of ['check_in', 'start', 'hand_over']) await desk.post(path, { act })
    const text = plain(await desk.get(`${path}?done=hand_over`))
    expect(text).toContain('手続を完了しました')
    expect(text).toMatch(/来庁の記録 .*手続の完了 .*窓口で開始 .*受付 .*端末 127\.0\.0\.1/)
    expect(text).not.toMatch(/ 交付 |交付しました/)
  })
})
