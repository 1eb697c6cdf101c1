import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheCheck, atTheContact, person } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { factsOf, headingOf, slotIn, summaryOf } from './testing/read-page.ts'
import type { Answer, Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

/** The session that an answer gives. */
const sessionOf = ({ headers }: Answer) =>
  headers
    .getSetCookie()
    .findLast((it) => it.startsWith('resident='))
    ?.replace(/^resident=|;.*$/g, '') ?? ''

describe(`on the way to a booking ${req('1.F.8')}`, () => {
  it('everything is shown as it will be booked before it counts', async () => {
    const visitor = site.visitor()
    const typed = { ...person, mail: ' jiro＠example.jp ', telephone: '０４８-000-0000', language: 'en' }
    const { page } = await atTheCheck(visitor, 'P09', 0, typed)
    expect(headingOf(page)).toBe('予約内容の確認')
    expect(factsOf(page)).toMatchObject({
      会場: '上尾市役所',
      'お名前（ふりがな）': 'シケン ジロウ',
      生年月日: '昭和60年11月3日（1985年）',
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
    expect(changes).toHaveLength(8)
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
    await visitor.send('/finish')
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

describe(`a booking ${req('1.F.8')}`, () => {
  it('is made once, however often its form is sent', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor)
    const answers = await Promise.all([1, 2, 3].map(() => visitor.send('/book')))
    expect(new Set(answers.map((it) => `${it.status} ${it.location}`)).size).toBe(1)
    expect(headingOf(await visitor.get(answers[0]?.location ?? ''))).toBe('予約を受け付けました')
    expect(visitor.jar.has('draft')).toBe(false)
  })

  it.each([1, 20])(
    'is made once by a double tap without any session, of %i places, and each tap may see it',
    async (places) => {
      const visitor = site.visitor()
      const { slot } = await atTheCheck(visitor, 'P09', 5)
      await site.owner`
        update app.slots set capacity = taken_web + ${places}, limit_web = taken_web + ${places} where id = ${slot}`
      site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
      const over = visitor.jar.get('resident') ?? ''
      const taps = await Promise.all([1, 2, 3, 4].map(() => visitor.send('/book')))
      visitor.jar.set('resident', over)
      taps.push(await visitor.send('/book'))
      expect(new Set(taps.map((it) => `${it.status} ${it.location}`)).size).toBe(1)
      expect(taps[0]?.location).toMatch(/^\/done\//)
      for (const tap of taps) {
        visitor.jar.set('resident', sessionOf(tap))
        expect((await visitor.get(tap.location)).status).toBe(200)
      }
      const [held] =
        await site.owner`select count(*)::int as n from app.reservation_slots where slot_id = ${slot}`
      expect(held?.n).toBe(1)
    },
  )

  it('is not shown to somebody who sends its form with another birth date', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor, 'P09', 7)
    site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
    const over = visitor.jar.get('resident') ?? ''
    expect((await visitor.send('/book')).status).toBe(303)
    visitor.jar.set('resident', over)
    const stranger = await visitor.send('/book', { 'birth-day': '4' })
    expect(stranger.status).toBe(409)
    expect(summaryOf(stranger)).toContain('この画面はすでに使われています')
  })

  it('that comes too late is answered with the next best times, and all that was typed goes on', async () => {
    const visitor = site.visitor()
    const { slot } = await atTheCheck(visitor, 'P09', 4, { ...person, mail: 'jiro@example.jp' })
    await site.owner`update app.slots set taken_web = limit_web where tenant_id = ${site.tenantId('ageo')} and id = ${slot}`
    site.clock.now = new Date(NOW.getTime() + 19 * 60_000)
    const answer = await visitor.send('/book')
    expect(answer.status).toBe(409)
    expect(summaryOf(answer)).toContain('この時間は満員になりました')
    const other = /href="(\/book\/check\?procedure=P09&amp;slot=[0-9a-f-]{36})"/.exec(answer.html)?.[1] ?? ''
    expect(other).not.toContain(slot)
    site.clock.now = new Date(NOW.getTime() + 25 * 60_000)
    const check = await visitor.get(other.replace('&amp;', '&'))
    expect(check.html).toContain('jiro@example.jp')
    expect((await visitor.send('/book')).location).toMatch(/^\/done\//)
  })

  it('of a card needs the letter; the choice is kept on the way to it', async () => {
    const visitor = site.visitor()
    const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
    const answer = await visitor.get(`/book?procedure=P01&slot=${slot}`)
    expect(answer.location).toBe(`/letter?next=${encodeURIComponent(`/book?procedure=P01&slot=${slot}`)}`)
    const letter = await site.letter('ageo', 'TEST0000009Y')
    const onward = await visitor.identify(letter, answer.location)
    expect(onward.location).toBe(`/book?procedure=P01&slot=${slot}`)
  })

  it('whose session is over loses nothing, with a letter or without', async () => {
    const stranger = site.visitor()
    await atTheCheck(stranger, 'P09', 6)
    const letter = await site.letter('ageo', 'TEST000000AW')
    const [owner, slow] = [site.visitor(), site.visitor()]
    for (const it of [owner, slow]) await it.identify(letter)
    const { slot } = await atTheCheck(owner, 'P01', 3, { mail: 'hanako@example.jp' })
    await atTheContact(slow, 'P01', 3)

    site.clock.now = new Date(NOW.getTime() + 21 * 60_000)
    expect((await stranger.send('/book')).location).toMatch(/^\/done\//)
    const check = `/book/check?procedure=P01&slot=${slot}`
    const tooLate = [
      await owner.send('/book'),
      await slow.get((await slow.send('/book/check', { mail: 'hanako@example.jp' })).location),
    ]
    for (const [n, over] of tooLate.entries()) {
      const visitor = [owner, slow][n] as Visitor
      expect(over.location).toBe(`/session-over?door=letter&next=${encodeURIComponent(check)}`)
      expect(headingOf(await visitor.get(over.location))).toBe('時間がたったため、画面を終了しました')
      const back = await visitor.identify(letter, `/letter?next=${encodeURIComponent(check)}`)
      expect(back.location).toBe(check)
      expect((await visitor.get(check)).html).toContain('hanako@example.jp')
    }
  })

  it('with a field that was tampered with is not made', async () => {
    const visitor = site.visitor()
    await atTheCheck(visitor, 'P09', 8)
    const answer = await visitor.send('/book', { kana: '', telephone: '12' })
    expect(answer.status).toBe(422)
    expect(summaryOf(answer)).toMatch(/お名前（ふりがな）を入力してください.*電話番号は市外局番から/)
    expect((await visitor.send('/book', { slot: 'x' })).status).toBe(303)
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
