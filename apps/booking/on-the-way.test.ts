import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheCheck, atTheContact, person } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { factsOf, headingOf, summaryOf } from './testing/read-page.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

describe(`on the way to a booking ${req('1.F.8')}`, () => {
  it('everything is shown as it will be booked before it counts', async () => {
    const visitor = site.visitor()
    const typed = { ...person, mail: ' jiro＠example.jp ', telephone: '０４８-000-0000', language: 'en' }
    const { page } = await atTheCheck(visitor, 'P09', 0, typed)
    expect(headingOf(page)).toBe('予約内容の確認')
    expect(factsOf(page)).toMatchObject({
      会場: '上尾市役所',
      'お手続きの対象の方（ふりがな）': 'シケン ジロウ',
      生年月日: '昭和60年（1985年）11月3日',
      メールアドレス: 'jiro@example.jp',
      メールの言語: 'English',
      電話番号: '0480000000',
    })
    const [none] = await site.owner`select from app.reservations where mail = 'jiro@example.jp'`
    expect(none).toBeUndefined()

    const { location } = await visitor.send('/book')
    const [row] = await site.owner`
      select mail, telephone, language from app.reservations where id = ${location.replace('/done/', '')}`
    expect(row).toEqual({ mail: 'jiro@example.jp', telephone: '0480000000', language: 'en' })
  })

  it('whoever types no contact is told that no mail will come', async () => {
    const { page } = await atTheCheck(site.visitor(), 'P09', 1)
    expect(factsOf(page)).toMatchObject({
      メールアドレス: 'なし（メールはお送りしません）',
      電話番号: 'なし',
    })
  })

  it('every fact has a link that changes it, and nothing typed is lost on that way', async () => {
    const visitor = site.visitor()
    const { slot, page } = await atTheCheck(visitor, 'P09', 1, { ...person, mail: 'jiro@exmaple.jp' })
    const changes = [...page.html.matchAll(/class="summary-change"><a href="([^"]+)"/g)].map(
      ([, href]) => href,
    )
    expect(changes).toHaveLength(9)
    expect(changes).toContain(`/book?procedure=P09&amp;slot=${slot}#mail`)
    for (const again of [
      await visitor.get(`/book?procedure=P09&slot=${slot}`),
      (await atTheContact(visitor, 'P09', 2)).page,
    ]) {
      expect(again.html).toContain('value="jiro@exmaple.jp"')
      expect(again.html).toContain('value="しけん じろう"')
      expect(again.html).toContain('value="1985"')
    }
  })

  it('no answer to a form is a page of its own, and no address holds what was typed', async () => {
    const visitor = site.visitor()
    const { slot } = await atTheContact(visitor, 'P09', 1)
    const [wrong, right] = [
      await visitor.send('/book/check', { ...person, mail: 'jiro' }),
      await visitor.send('/book/check', { ...person, mail: 'jiro@example.jp' }),
    ]
    expect([wrong.status, wrong.location]).toEqual([303, `/book?procedure=P09&slot=${slot}`])
    expect([right.status, right.location]).toEqual([303, `/book/check?procedure=P09&slot=${slot}`])
  })

  it('every wrong field says what is wrong, with what was typed', async () => {
    const visitor = site.visitor()
    await atTheContact(visitor, 'P11', 7)
    const { location } = await visitor.send('/book/check', {
      ...person,
      kana: '',
      telephone: '12',
      mail: 'jiro',
    })
    const answer = await visitor.get(location)
    expect(summaryOf(answer)).toMatch(
      /お名前（ふりがな）を入力してください.*メールアドレスの形になっていません.*電話番号は市外局番から/,
    )
    expect(answer.html).toContain('value="jiro"')
  })

  it('what was typed is gone when the visit is ended, after twenty minutes, and for another card', async () => {
    const visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST000000EM'))
    const { slot } = await atTheCheck(visitor, 'P01', 3, { mail: 'jiro@example.jp' })
    const sealed = visitor.jar.get('draft') ?? ''
    expect(sealed).not.toContain('jiro')
    const contact = `/book?procedure=P01&slot=${slot}`
    expect((await visitor.get(contact)).html).toContain('jiro@example.jp')
    await visitor.identify(await site.letter('ageo', 'TEST000000FJ'))
    expect((await visitor.get(contact)).html).not.toContain('jiro@example.jp')
    await visitor.get('/card')
    expect((await visitor.get('/finish')).location).toBe('/') // which has ended nothing, and does not say so
    await visitor.get('/card')
    await visitor.send('/finish')
    expect((await visitor.get('/finish')).status).toBe(200)
    expect(visitor.jar.has('draft')).toBe(false)

    const stranger = site.visitor()
    await atTheCheck(stranger, 'P09', 3)
    site.clock.now = new Date(NOW.getTime() + 20 * 60_000)
    expect((await atTheContact(stranger, 'P09', 3)).page.html).not.toContain('じろう')
  })

  it('a draft that was not sealed here is none', async () => {
    const visitor = site.visitor()
    const { slot } = await atTheCheck(visitor, 'P09', 3)
    for (const forged of ['', 'abc', `${visitor.jar.get('draft')?.slice(0, -4)}AAAA`]) {
      visitor.jar.set('draft', forged)
      expect((await visitor.get(`/book/check?procedure=P09&slot=${slot}`)).location).toContain('/book?')
    }
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
