import { req } from '@madoguchi/config/req.ts'
import { generateSlots } from '@madoguchi/core/availability'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

const NOW = new Date('2027-12-10T10:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
afterAll(() => site?.close())

const page = async (asked: string, language = 'ja') =>
  (await site.visitor('ageo.localhost', language).get(`/availability?procedure=P09&${asked}`)).html

describe('the national calendar on the page of free places', () => {
  it(`says of a year that has not been announced that its holidays may change, in each language ${req('2.A.2')}`, async () => {
    expect(await page('month=2027-12')).not.toContain('暫定')
    expect(await page('month=2028-01')).toContain('この年の祝日はまだ公表されていません（暫定）。')
    expect(await page('month=2028-01', 'ja-easy')).toMatch(/<ruby>祝日<.*まだ <ruby>決/)
    expect(await page('month=2028-01', 'en')).toContain('have not been announced yet')
  })

  it(`closes a day of a national stop with its reason, and says which hours of another are closed ${req('2.A.3')}`, async () => {
    const reason = { ja: '全国のシステムの点検', 'ja-easy': 'システムの 点検', en: 'system maintenance' }
    const tenantId = site.tenantId('ageo')
    await factories.nationalStops(site.owner, tenantId, {
      ...{ fromDay: '2027-12-15', untilDay: '2027-12-15', reason },
    })
    await factories.nationalStops(site.owner, tenantId, {
      ...{ fromDay: '2027-12-16', untilDay: '2027-12-16', fromTime: '13:00', untilTime: '18:00', reason },
    })
    await generateSlots(site.open('web_api'), tenantId, NOW)
    await site.owner`select pg_notify('tenants_changed', '')`
    await vi.waitFor(
      async () => expect(await page('month=2027-12')).toContain('15日水曜日 全国のシステムの点検'),
      5_000,
    )

    const closed = await page('day=2027-12-15')
    expect(closed).toContain('この日は予約を受け付けていません：全国のシステムの点検')
    expect(closed).toMatch(/<li>12月15日（水）[^<]*(<!-- -->)*[^<]*全国のシステムの点検/)
    expect(closed.indexOf('id="venues"')).toBeLessThan(closed.indexOf('class="month-calendar"'))

    const day = await page('day=2027-12-16&month=2027-12')
    expect(day).toContain('13時から18時までは受け付けていません（全国のシステムの点検）。')
    expect(day).toMatch(/slot=[^"]+"[^>]*>(<[^>]+>)*11時/)
    expect(day).not.toMatch(/slot=[^"]+"[^>]*>(<[^>]+>)*14時/)
    expect(await page('day=2027-12-16&month=2027-12', 'en')).toContain(
      'Closed from 1:00 pm to 6:00 pm (system maintenance).',
    )
  })
})
