import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
afterAll(() => site?.close())

const month = async (asked: string, language = 'ja') =>
  (await site.visitor('ageo.localhost', language).get(`/availability?procedure=P09&${asked}`)).html
const captionOf = (html: string) => /<caption>(.*?)<\/caption>/.exec(html)?.[1]

describe('the month of free places', () => {
  it('that is not open yet is told, with when it opens, beside the one that is', async () => {
    const html = await month('month=2027-01')
    expect(html).toContain('その月の予約は、まだ受け付けていません')
    expect(html).toContain('2027年1月の分は、2026年12月2日（水）9時から1日分ずつ受け付けます。')
    expect(captionOf(html)).toBe('2026年11月')
    expect(await month('month=2026-09')).toContain('過ぎた月の予約はできません')
    expect(await month('month=2026-12')).not.toContain('いま予約できる月を表示しています')
  })

  it('costs one page, however many months are asked for', async () => {
    expect(await month('month=2999-01')).toBe(await month('day=2027-01-05'))
  })

  it('says 休み only of days on which the place is shut', async () => {
    const html = await month('month=2026-11')
    const cell = (state: string, spoken: string) =>
      new RegExp(`data-state="${state}"[^>]*><span class="day"><span[^>]*>${spoken}`)
    expect(html).toMatch(cell('none', '20日金曜日 過ぎた日'))
    expect(html).toMatch(cell('closed', '29日日曜日 休み'))
    expect(await month('month=2026-12')).toMatch(
      cell('later', '25日金曜日 受付開始前（11月25日（水）9時から）'),
    )
  })
})
