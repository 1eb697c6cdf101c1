import { req } from '@madoguchi/config/req.ts'
import { generateSlots, releasePlaces } from '@madoguchi/core/availability'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

/** A Tuesday. Of the web's four places of a quarter of an hour three open with the day, one three business days before. */
const NOW = new Date('2026-11-24T10:00:00+09:00')
const OPENS = new Date('2026-12-02T09:00:00+09:00')
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
  await site.owner`
    update app.policies set document = jsonb_set(jsonb_set(document,
      '{booking,laterLots}', '[{"percent":25,"businessDaysBefore":3}]'),
      '{booking,unusedPlaces}', '[{"channels":["telephone"],"minutesBefore":240,"lanes":["certificate"]}]')
    where tenant_id = ${site.tenantId('ageo')}`
  await generateSlots(site.open('web_api'), site.tenantId('ageo'), NOW)
})
afterAll(() => site?.close())

const ask = (asked: string, language = 'ja') => site.visitor('ageo.localhost', language).get(asked)
const plain = (html: string) =>
  html.replace(/<script[\s\S]*?<\/script>|<!--.*?-->|<rt>.*?<\/rt>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const month = async (asked: string, language?: string) =>
  (await ask(`/availability?procedure=P09&venue=city-hall&month=2026-12&${asked}`, language)).html
const dayOf = (html: string, spoken: string) =>
  new RegExp(`data-state="([^"]+)"[^>]*>(?:<a[^>]*>|<span class="day">)<span[^>]*>${spoken}`).exec(html)?.[1]

/** Everything of Monday the 7th that is open is taken. */
const fillTheDay = () => site.owner`
  update app.slots s set taken_web = limit_web from app.venues v, app.lanes l
  where s.tenant_id = ${site.tenantId('ageo')} and v.id = s.venue_id and l.id = s.lane_id
    and v.code = 'city-hall' and l.code = 'certificate'
    and (s.starts_at at time zone 'Asia/Tokyo')::date = '2026-12-07'
  returning s.id, s.limit_web`

describe(`places that are not open yet ${req('2.B.3')}`, () => {
  it('stand apart from what is full, with when they open, in each language', async () => {
    const slots = await fillTheDay()
    expect(slots.some((it) => it.limitWeb === 3)).toBe(true)
    await expect.poll(async () => dayOf(await month(''), '7日月曜日'), { timeout: 5_000 }).toBe('later')
    const html = await month('day=2026-12-07')
    expect(dayOf(html, '7日月曜日 受付開始前（12月2日（水）9時から）')).toBe('later')
    expect(plain(html)).toContain('次に枠が開くのは')
    expect(plain(html)).toMatch(/9時 ▷ 12月2日（水）9時から/)
    expect(plain(await month('day=2026-12-07', 'en'))).toMatch(/▷ opens at Wed.* 9:00 am/)
    expect(plain(await month('day=2026-12-07', 'ja-easy'))).toContain('まだ')
  })

  it(`are told of in the rules below the calendar ${req('2.B.5')}`, async () => {
    const text = plain(await month(''))
    expect(text).toContain('枠のうち25%は、3営業日前の9時に追加で開きます。')
    expect(text).toContain(
      '電話のために残した枠は、空いていれば、始まりの240分前からほかの方法でも予約できます。',
    )
    expect(plain(await month('', 'en'))).toContain(
      '25% of the places open later, at 9:00 am, 3 business days before.',
    )
  })

  it('are refused with when they open, and can be booked from then on', async () => {
    const [slot] = (await fillTheDay()).filter((it) => it.limitWeb === 3)
    const page = () => ask(`/book?procedure=P09&slot=${slot?.id}`)
    await expect
      .poll(async () => plain((await page()).html), { timeout: 5_000 })
      .toContain('この時間は、まだ予約を受け付けていません。12月2日（水）9時から予約できます。')

    await releasePlaces(site.open('web_api'), site.tenantId('ageo'), OPENS)
    site.clock.now = OPENS
    await expect
      .poll(async () => dayOf(await month(''), '7日月曜日'), { timeout: 5_000 })
      .toMatch(/^(free|few)$/)
    expect(plain((await page()).html)).not.toContain('まだ予約を受け付けていません')
  })
})
