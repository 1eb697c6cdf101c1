import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { atTheContact } from './testing/on-the-way.ts'
import { openSite, type Site } from './testing/open-site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(new Date('2026-11-24T10:00:00+09:00'))
})
afterAll(() => site?.close())

it(`what a mobile number alone leads to is said beside the field, where it is so ${req('2.E.1')}`, async () => {
  const { owner } = site
  await owner`
    update app.policies set document = document || '{"sms": true}' where tenant_id = ${site.tenantId('ageo')}`
  const sends = await atTheContact(site.visitor(), 'P09')
  expect(sends.page.html).toContain('携帯電話の番号を入力した方には、予約内容をSMSでお送りします')
})

it('elsewhere the telephone is for calls', async () => {
  const visitor = site.visitor('minase.localhost')
  const { html } = await visitor.get('/availability?procedure=P09')
  const venue = /venue=([a-z0-9-]+)/.exec(html)?.[1] ?? ''
  const { page } = await atTheContact(visitor, 'P09', 0, venue)
  expect(page.html).toContain('お電話することがあります')
  expect(page.html).not.toContain('SMS')
})
