import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

/** 水瀬町: 14 days ahead until one business day before; 港出張所 10 and two; by telephone until an hour before. A Tuesday. */
const NOW = new Date('2026-12-01T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
afterAll(() => site?.close())

const visitor = (language = 'ja', town = 'minase') => site.visitor(`${town}.localhost`, language)
const page = async (asked: string, language?: string, town?: string) =>
  (await visitor(language, town).get(`/availability?procedure=P09&${asked}`)).html
const plain = (html: string) =>
  html.replace(/<script[\s\S]*?<\/script>|<!--.*?-->|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const dayOf = (html: string, day: number) =>
  new RegExp(`data-state="([^"]+)"[^>]*>(?:<a[^>]*>|<span class="day">)<span[^>]*>${day}日`).exec(html)?.[1]

describe(`from when until when a venue’s places are booked by the web ${req('2.B.2')}`, () => {
  it('is its own: open and closed days differ from venue to venue', async () => {
    const hall = await page('venue=town-hall&month=2026-12')
    expect([2, 14, 15, 16].map((it) => dayOf(hall, it))).toEqual(['free', 'free', 'free', 'later'])
    const branch = await page('venue=minato&month=2026-12')
    // Thursday the 3rd closed at the end of today; two business days before it is today.
    expect([3, 8, 10, 15].map((it) => dayOf(branch, it))).toEqual(['free', 'free', 'free', 'later'])
    site.clock.now = new Date('2026-12-02T10:00:00+09:00')
    await expect
      .poll(async () => dayOf(await page('venue=minato&month=2026-12'), 3), { timeout: 5_000 })
      .toBe('none')
    expect(dayOf(await page('venue=town-hall&month=2026-12'), 3)).toBe('free')
    site.clock.now = NOW
  })

  it(`is said for every channel, in each language, and once where all are alike ${req('2.B.5')}`, async () => {
    const hall = plain(await page('venue=town-hall'))
    expect(hall).toContain('ウェブ：14日前の8時30分から、1営業日前の24時まで')
    expect(hall).toContain('電話：14日前の8時30分から、始まりの60分前まで')
    expect(plain(await page('venue=minato'))).toMatch(/10日前の8時30分から、2営業日前の24時まで/)
    expect(plain(await page('venue=minato'))).not.toContain('電話：10日前')
    const english = plain(await page('venue=town-hall', 'en'))
    expect(english).toContain(
      'on this site: from 8:30 am, 14 days before, until midnight 1 business day before',
    )
    expect(await page('venue=city-hall', 'ja-easy', 'ageo')).toMatch(/30<ruby>日.*60<ruby>分/)
  })
})
