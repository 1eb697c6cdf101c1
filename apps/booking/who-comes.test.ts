import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTheCheck, booked, pastWho } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'
import { factsOf, headingOf, slotIn, summaryOf } from './testing/read-page.ts'
import { solved } from './testing/solved.ts'
import type { Visitor } from './testing/visitor.ts'

const NOW = new Date('2026-11-24T10:00:00+09:00')
const PROXY = { comer: 'proxy', reason: 'hospital', notice: 'yes', changed: 'no' }
let site: Site

beforeAll(async () => {
  site = await openSite(NOW)
})
afterAll(() => site?.close())

/** Books a pick-up for whoever says so, the whole way; answers the id of the reservation. */
async function bookedBy(number: string, who: Record<string, string>, birthDate = '1950-04-01') {
  const visitor = site.visitor()
  await visitor.identify(await site.letter('ageo', number, { birthDate }))
  const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
  await pastWho(visitor, `/book?procedure=P01&slot=${slot}`, who)
  await visitor.send('/book/check')
  await visitor.get(`/book/check?procedure=P01&slot=${slot}`)
  const { location } = await visitor.send('/book')
  return { visitor, id: location.replace('/done/', '') }
}

const pagesBefore = (visitor: Visitor) =>
  Promise.all(['/procedures', '/procedures?letter=renewal'].map(async (it) => (await visitor.get(it)).html))

describe(`who comes ${req('2.C.3')}`, () => {
  it('is written down with the booking, and its list is in the calendar as on the page', async () => {
    const { visitor, id } = await bookedBy('TEST00000064', PROXY)
    const [row] = await site.owner`
      select comer, proxy_reason, has_notice, changed_since_application from app.reservation_people
      where reservation_id = ${id}`
    expect(row).toEqual({
      comer: 'proxy',
      proxyReason: 'hospital',
      hasNotice: true,
      changedSinceApplication: false,
    })
    const { html } = await visitor.get(`/my/${id}`)
    const calendar = (await visitor.get(`/done/${id}/reservation.ics`)).html.replace(/\r\n[ \t]/g, '')
    for (const thing of ['代理人の本人確認書類（書類Aを2点', '病院長が作成したもの']) {
      expect(html).toContain(thing)
      expect(calendar).toContain(thing)
    }
  })

  it('is named apart from whose card it is, and from whom it is about where there is no card', async () => {
    const visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST00000056', { birthDate: '1950-04-01' }))
    const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
    await pastWho(visitor, `/book?procedure=P01&slot=${slot}`, PROXY)
    await visitor.send('/book/check')
    const check = factsOf(await visitor.get(`/book/check?procedure=P01&slot=${slot}`))
    expect(check).toMatchObject({ 'カードの持ち主（お名前）': '試験 花子 様' })
    expect(check.窓口に来る方).toContain('任意代理人')
    const { page } = await atTheCheck(site.visitor(), 'P11', 2)
    expect(factsOf(page)).toHaveProperty('お手続きの対象の方（ふりがな）')
  })

  it(`is asked below the day, the time and the place that were chosen, and how a family is booked ${req('1.F.8')}`, async () => {
    const visitor = site.visitor('ageo.localhost', 'en')
    const slot = slotIn(await visitor.get('/availability?procedure=P11&venue=city-hall'))
    const { location } = await visitor.get(`/book?procedure=P11&slot=${slot}`)
    const { html } = await visitor.get(location)
    const each = 'For a family, first book for one person.'
    expect(html).toMatch(/<strong>[^<]*November[^<]*\d:\d\d[^<]*<\/strong><br\/>Ageo City Hall/)
    for (const page of [html, ...(await pagesBefore(visitor))]) expect(page).toContain(each)
    const id = await booked(visitor, 5)
    const done = (await visitor.get(`/done/${id}`)).html
    const next =
      /href="([^"]+)"[^>]*>Make another reservation/.exec(done)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await visitor.get(next)).status).toBe(200)
    expect((await visitor.get(`/my/${id}`)).html).toContain('href="/my?find="')
  })

  it('is the person with the postcard unless something else is said', async () => {
    const { id } = await bookedBy('TEST00000072', { comer: 'self' })
    const [row] = await site.owner`
      select comer, proxy_reason, has_notice from app.reservation_people where reservation_id = ${id}`
    expect(row).toEqual({ comer: 'self', proxyReason: null, hasNotice: true })
  })

  it('is not asked of what the birth date says: a child does not come alone, nor is its age a question', async () => {
    const visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST00000080', { birthDate: '2016-04-01' }))
    const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
    const { location } = await visitor.get(`/book?procedure=P01&slot=${slot}`)
    const { html } = await visitor.get(location)
    expect(html).not.toContain('value="self"')
    expect(html).toMatch(/value="with-guardian"[^>]*checked|checked[^>]*value="with-guardian"/)
    expect(html).not.toContain('75歳以上')
  })

  it('of a child that says its age only afterwards is asked once more, with the reason', async () => {
    const visitor = site.visitor()
    const slot = slotIn(await visitor.get('/availability?procedure=P11&venue=city-hall'))
    const contact = await pastWho(visitor, `/book?procedure=P11&slot=${slot}`)
    const child = {
      ...(await solved(contact)),
      kana: 'しけん',
      'birth-era': 'western',
      'birth-year': '2016',
      'birth-month': '4',
      'birth-day': '1',
    }
    const check = await visitor.send('/book/check', child)
    const asked = await visitor.get((await visitor.get(check.location)).location)
    expect(headingOf(asked)).toBe('窓口に来る方')
    expect(summaryOf(asked)).toContain('15歳未満の方は、法定代理人')
    await visitor.send('/book/who', { comer: 'with-guardian' })
    expect(headingOf(await visitor.get(`/book/check?procedure=P11&slot=${slot}`))).toBe('予約内容の確認')
  })

  it('for nobody without the postcard is a proxy: the page says what to do first', async () => {
    const visitor = site.visitor()
    await visitor.identify(await site.letter('ageo', 'TEST0000009Y'))
    const slot = slotIn(await visitor.get('/availability?procedure=P01&venue=city-hall'))
    const { location } = await visitor.get(`/book?procedure=P01&slot=${slot}`)
    await visitor.get(location)
    const onward = await visitor.send('/book/who', { ...PROXY, notice: 'no' })
    const again = await visitor.get((await visitor.get(onward.location)).location)
    expect(summaryOf(again)).toContain('交付通知書（はがき）がないと')
  })

  it('is not asked where the procedure’s own list says everything', async () => {
    const { page } = await atTheCheck(site.visitor(), 'P19', 0)
    expect(headingOf(page)).toBe('予約内容の確認')
    expect(page.html).not.toContain('/book/who')
  })
})

describe('all of this', () => {
  it('left no defect in the log', () => {
    expect(site.log).toEqual([])
  })
})
