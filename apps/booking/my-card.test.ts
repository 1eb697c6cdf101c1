import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atTheCheck, atTheContact } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { headingOf, summaryOf } from './testing/read-page.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
const ruby = (word: string, reading: string) =>
  `<ruby>${word}<rp>（</rp><rt>${reading}</rt><rp>）</rp></ruby>`
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
beforeEach(() => {
  site.clock.now = NOW
})
afterAll(() => site?.close())

describe(`my card ${req('1.F.5')}`, () => {
  it('says in a sentence that it was handed over, and when', async () => {
    const letter = await site.letter('ageo', 'TEST00000064', {
      state: 'issued',
      stateSince: new Date('2026-11-28T11:00:00+09:00'),
    })
    const visitor = site.visitor()
    await visitor.identify(letter)
    const { html } = await visitor.get('/card')
    expect(html).toContain('カードは11月28日にお渡ししました')
    expect(html).not.toContain('この日時で予約する')
  })

  it('says that the deadline is in the letter when none is on record, in each language', async () => {
    const letter = await site.letter('ageo', 'TEST000000SX', { state: 'received' })
    const words = {
      ja: 'お手元の通知に書かれています',
      'ja-easy': `とどいた ${ruby('手紙', 'てがみ')}に ${ruby('書', 'か')}いてあります`,
      en: 'The date is in your letter',
    }
    for (const [language, sentence] of Object.entries(words)) {
      const visitor = site.visitor()
      await visitor.identify(letter)
      await visitor.get(`/card?lang=${language}`)
      expect((await visitor.get('/card')).html).toContain(sentence)
    }
  })

  it('says no deadline of a card that its owner has', async () => {
    const visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST000000TV', { state: 'issued' }))
    expect((await visitor.get('/card')).html).not.toContain('受け取り期限')
  })

  it('can be booked although its deadline has passed', async () => {
    const letter = await site.letter('ageo', 'TEST00000072', {
      stateSince: new Date('2026-01-10T10:00:00+09:00'),
    })
    const visitor = site.visitor()
    await visitor.identify(letter)
    const { html } = await visitor.get('/card')
    expect(html).toContain('2026年4月10日（金）')
    expect(html).toContain('受け取り期限を過ぎていますが、予約できます')
    expect(html).toContain('この日時で予約する')
  })

  it(`has one live reservation at most, and its owner hears of it before choosing anew ${req('1.F.11')}`, async () => {
    const visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST00000080'))
    await atTheCheck(visitor, 'P01', 1)
    const { location } = await visitor.send('/book')
    const mine = location.replace('/done/', '/my/')

    const card = (await visitor.get('/card')).html
    expect(card).toContain('受け取りを予約しています')
    expect(card).toContain(`href="${mine}"`)
    expect(card).toContain(`change=${mine.replace('/my/', '')}"`)

    const { slot, page } = await atTheContact(visitor, 'P01', 2)
    expect(headingOf(page)).toBe('このカードの受け取りは予約済みです')
    expect(page.html).toContain(`href="${mine}/change?slot=${slot}"`)
    expect(page.html).not.toContain('name="mail"')
    const check = await visitor.get(`/book/check?procedure=P01&slot=${slot}`)
    expect(check.location).toBe(`/book?procedure=P01&slot=${slot}`)
  })

  it(`cannot be booked from a page that was opened before it was ${req('1.F.11')}`, async () => {
    const letter = await site.letter('ageo', 'TEST000000CR')
    const [one, other] = [site.visitor(), site.visitor()]
    for (const [n, visitor] of [one, other].entries()) {
      await visitor.identify(letter)
      await atTheCheck(visitor, 'P01', 3 + n)
    }
    expect((await one.send('/book')).status).toBe(303)
    const second = await other.send('/book')
    expect(second.status).toBe(409)
    expect(summaryOf(second)).toContain('すでに予約されています')
    expect(second.html).toMatch(/href="\/my\/[0-9a-f-]{36}\/change\?slot=/)
  })

  it('that cannot be picked up yet says so before anything is typed', async () => {
    const visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST000000DP', { state: 'expected' }))
    const { page } = await atTheContact(visitor, 'P01')
    expect(page.html).toContain('準備ができていないため、予約できません')
    expect(page.html).not.toContain('name="mail"')
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
