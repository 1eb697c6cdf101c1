import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTheCheck, atTheContact, booked, person } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'

const OFFER = '携帯電話の番号を入力した方には、予約内容をSMSでお送りします'
let site: Site
beforeAll(async () => {
  site = await openSite(new Date('2026-11-24T10:00:00+09:00'))
  // Before anything is asked for: the rules are kept in memory.
  await site.owner`
    update app.policies set document = document || '{"sms": true}' where tenant_id = ${site.tenantId('ageo')}`
})
afterAll(() => site?.close())

describe(`where SMS are sent ${req('2.E.1')}`, () => {
  it('what a mobile number alone leads to is said beside the field, at the end, and under privacy', async () => {
    const visitor = site.visitor()
    expect((await atTheContact(visitor, 'P09')).page.html).toContain(OFFER)
    await atTheCheck(visitor, 'P09', 0, { ...person, telephone: '090-0000-0001' })
    const { location } = await visitor.send('/book')
    expect((await visitor.get(location)).html).toContain('09000000001 にSMSをお送りします')
    expect((await visitor.get('/privacy')).html).toContain('事業者に預けます')
  })

  it('it is said of a reservation only when it is so of that one', async () => {
    const visitor = site.visitor()
    const id = await booked(visitor, 1)
    const page = async () => (await visitor.get(`/my/${id}/contact`)).html
    expect(await page()).toContain(OFFER)
    expect((await visitor.get(`/done/${id}`)).html).not.toContain('SMS')
    await site.owner`update app.reservations set channel = 'telephone' where id = ${id}`
    expect(await page()).not.toContain('SMS')
  })
})

it('elsewhere the telephone is for calls', async () => {
  await site.owner`
    update app.policies set document = document || '{"sms": false}' where tenant_id = ${site.tenantId('minase')}`
  const visitor = site.visitor('minase.localhost')
  const { html } = await visitor.get('/availability?procedure=P09')
  const venue = /venue=([a-z0-9-]+)/.exec(html)?.[1] ?? ''
  const { page } = await atTheContact(visitor, 'P09', 0, venue)
  expect(page.html).toContain('お電話することがあります')
  expect(page.html).not.toContain('SMS')
})
