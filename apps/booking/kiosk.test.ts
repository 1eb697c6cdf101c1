import { hash } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { CHECK_IN_REFUSALS } from '@madoguchi/core/queue'
import { factories } from '@madoguchi/db/testing'
import { openLanguages } from '@madoguchi/i18n'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { booked } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'

const ten = new Date('2026-11-24T10:00:00+09:00')
const key = 'a-key-of-22-letters-KK'
const kiosk = `/kiosk/${key}`
let site: Site
beforeAll(async () => {
  site = await openSite(ten)
  const [venue] = await site.owner<[{ id: string }]>`
    select id from app.venues where tenant_id = ${site.tenantId('ageo')} and code = 'city-hall'`
  const device = { venueId: venue.id, kind: 'kiosk', keyHash: hash('sha256', key, 'buffer') }
  await factories.devices(site.owner, site.tenantId('ageo'), device)
})
afterAll(() => site?.close())

describe('the kiosk', () => {
  it(`begins with the languages, four ways and a field for the scanner ${req('2.G.1')}`, async () => {
    const { html } = await site.visitor().get(kiosk)
    for (const words of [
      'English',
      '予約のある方',
      '予約のない方',
      'いまの混雑を見る',
      'わからないとき',
      'name="number"',
    ])
      expect(html).toContain(words)
    expect(html.indexOf('English')).toBeLessThan(html.indexOf('予約のある方'))
    expect((await site.visitor('minase.localhost').get(kiosk)).status).toBe(404)
  })

  it(`checks in whoever holds up the code of their reservation, and shows the number with a code of its own page ${req('2.G.1')}`, async () => {
    const owner = site.visitor()
    const id = await booked(owner, 14)
    const [row] = await site.owner<[{ number: string; startsAt: Date }]>`
      update app.reservations set starts_at = ${ten} where tenant_id = ${site.tenantId('ageo')} and id = ${id}
      returning number, starts_at`
    const hall = site.visitor()
    await hall.get(kiosk)
    const given = await hall.send(`${kiosk}/check-in`, { number: row.number })
    expect(given.location).toMatch(new RegExp(`^${kiosk}/ticket/[\\w-]{38}$`))
    const ticket = (await hall.get(given.location)).html
    expect(ticket).toMatch(/C\d{3}/)
    expect(ticket).toContain('check-in-code')
    expect(ticket).toContain(`content="60;url=${kiosk}?lang=ja"`)
    expect(ticket).toContain('data-home-after="60"')
    const place = given.location.replace(`${kiosk}/ticket`, '/queue')
    expect((await site.visitor().get(place)).status).toBe(200)

    await hall.get(kiosk)
    const again = await hall.send(`${kiosk}/check-in`, { number: row.number })
    expect(again.status).toBe(409)
    expect(again.html).toContain('すでに受付がすんでいます')
    expect(again.html).toContain(given.location)
  })

  it('says what is wrong and what to do', async () => {
    const id = await booked(site.visitor(), 15)
    const [row] = await site.owner<[{ number: string }]>`
      update app.reservations set starts_at = '2026-11-25T10:00:00+09:00'
      where tenant_id = ${site.tenantId('ageo')} and id = ${id} returning number`
    const hall = site.visitor()
    await hall.get(kiosk)
    const refused = await hall.send(`${kiosk}/check-in`, { number: row.number })
    expect(refused.html).toContain('今日の予約ではありません')
    expect(refused.html).toContain('予約は11月25日（水）10時です')
    for (const language of ['ja', 'ja-easy', 'en'] as const) {
      const t = openLanguages().t(language, 'queue')
      for (const reason of [...CHECK_IN_REFUSALS, 'no-such-device', 'no-such-lane'])
        for (const part of ['refused', 'instead'])
          expect(t(`kiosk.${part}.${reason}`), `${language} ${reason}`).not.toContain(reason)
    }
  })

  it('gives a number of a group to whoever has no reservation, while it is received', async () => {
    const hall = site.visitor()
    const { html } = await hall.get(`${kiosk}/take`)
    const lane = /name="lane" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const given = await hall.send(`${kiosk}/take`, { lane })
    expect(given.status).toBe(303)
    expect((await hall.get(given.location)).html).toMatch(/A\d{3}/)
    site.clock.now = new Date('2026-11-24T22:00:00+09:00')
    expect((await site.visitor().get(`${kiosk}/take`)).html).toContain('いまは受付の時間ではありません')
    site.clock.now = ten
  })
})
