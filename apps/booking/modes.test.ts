import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

/** The town hall of 水瀬町 needs no booking on second Saturdays (12/12); 港出張所 serves those with a booking first. */
const NOW = new Date('2026-12-01T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
afterAll(() => site?.close())

const get = (path: string, language = 'ja', town = 'minase') =>
  site.visitor(`${town}.localhost`, language).get(path)
const page = async (asked: string, language?: string) =>
  (await get(`/availability?procedure=P09&${asked}`, language)).html
const plain = (html: string) =>
  html.replace(/<script[\s\S]*?<\/script>|<!--.*?-->|<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe(`a day without booking ${req('2.A.4')}`, () => {
  it('has a sign of its own on the calendar, explained, and its hours in the words that are read out', async () => {
    const html = await page('venue=town-hall&month=2026-12')
    expect(html).toMatch(
      /data-state="no-booking"[^>]*><a class="day" href="[^"]*day=2026-12-12#times"[^>]*><span[^>]*>12日土曜日 予約不要 9時から12時まで/,
    )
    expect(plain(html)).toMatch(/◇ 予約不要（受付時間にお越しください）/)
    expect(plain(html)).toContain('予約のいらない日 12月12日（土） 9時から12時まで')
    const english = await page('venue=town-hall&month=2026-12', 'en')
    expect(english).toContain('no reservation needed, 9:00 am to 12:00 pm')
  })

  it('has hours in place of times, on the day itself and in the list', async () => {
    const day = plain(await page('venue=town-hall&day=2026-12-12'))
    expect(day).toContain('予約はいりません。9時から12時までのあいだに、直接お越しください。')
    expect(day).not.toContain('この日は予約を受け付けていません')
    const list = await page('venue=town-hall&view=list&saturday=1')
    expect(plain(list)).toContain('予約はいりません。9時から12時までのあいだに、直接お越しください。')
    expect(list).not.toContain('slot=')
    expect(plain(await page('venue=minato&month=2026-12'))).toContain('予約のいらない日 12月12日（土）')
  })

  it('is said with the procedures that are booked on other days', async () => {
    const text = plain((await get('/procedures')).html)
    expect(text).toContain('次の会場と時間では、予約がいりません。直接お越しください。')
    expect(text).toMatch(/：第2土曜日 9時から12時まで/)
    expect(plain((await get('/procedures', 'ja', 'ageo')).html)).not.toContain('予約がいりません')
  })

  it('is not explained where there is none', async () => {
    const { html } = await get('/availability?procedure=P09&month=2026-12', 'ja', 'ageo')
    expect(html).not.toContain('◇')
    expect(html).not.toContain('予約優先')
  })
})

describe(`a venue that serves people with a booking first ${req('2.A.4')}`, () => {
  it('says so on the calendar, on the day, in the list, and where one books', async () => {
    const html = await page('venue=minato&day=2026-12-08')
    expect(plain(html)).toContain('この月は、すべての日が予約優先です。')
    expect(plain(html)).not.toContain('予約優先の日です。') // once is enough
    expect(plain(await page('venue=minato&view=list', 'en'))).toContain(
      'People with a reservation are served first on this day.',
    )
    expect(plain(await page('venue=town-hall&day=2026-12-08'))).not.toContain('予約優先')

    const slot = /slot=([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
    const visitor = site.visitor('minase.localhost', 'ja')
    await visitor.get(`/book?procedure=P09&slot=${slot}`)
    await visitor.get(`/book/who?procedure=P09&slot=${slot}`)
    const { location } = await visitor.send('/book/who', { comer: 'self' })
    expect(plain((await visitor.get(location)).html)).toContain(
      '予約優先の日です。予約のない方より先にご案内します。',
    )
  })
})
