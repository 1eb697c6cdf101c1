import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { tablesAsCards } from '@madoguchi/config/journeys/tables-as-cards.ts'
import { req } from '@madoguchi/config/req.ts'
import { openAdmin } from '@madoguchi/db'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'

let product: StartedProduct
let browser: Browser
let page: Page

beforeAll(async () => {
  product = await startProduct({ programs: ['operator'], cards: false })
  browser = await openBrowser()
  page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'ja',
    javaScriptEnabled: false,
  })
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const signIn = async (loginId: string, password: string) => {
  await page.goto(product.at('operator', 'operator.localhost'))
  await onPage(page, '運用者のログイン')
  await page.fill('[name=loginId]', loginId)
  await page.fill('[name=password]', password)
  await page.getByRole('button', { name: 'ログインする' }).click()
}

const lineOf = (name: string) => page.getByRole('row').filter({ hasText: name }).innerText()

it(`an operator sees every municipality and whether it is well ${req('1.G.7')}`, async () => {
  await signIn('operator', 'not the password')
  await onPage(page, '運用者のログイン')
  expect(await page.innerText('.error-summary')).toContain('正しくありません')
  expect(await page.inputValue('[name=loginId]')).toBe('operator')

  await signIn('operator', product.demo.password)
  await onPage(page, '自治体の一覧')
  expect(await page.innerText('main')).toContain('すべて正常です')
  expect(await lineOf('上尾市')).toMatch(/112194[\s\S]*正常[\s\S]*稼働中[\s\S]*ageo\.localhost/)
  expect(await lineOf('水瀬町')).toContain('minase.localhost')
  await tablesAsCards(page)
})

it('a municipality whose messages are stuck stands out, and the others do not', async () => {
  const admin = openAdmin(product.ground.supabase.databaseUrl)
  const minase = product.demo.tenants.find((it) => it.slug === 'minase')
  await admin`insert into app.outbox (tenant_id, topic, payload, created_at)
    values (${minase?.id ?? ''}, 'nobody.listens', '{}', now() - interval '6 minutes')`
  await admin.end()
  await page.reload()
  expect(await page.innerText('main')).toContain('確認が必要な自治体：1')
  expect(await lineOf('水瀬町')).toContain('通知が滞っています')
  expect(await lineOf('上尾市')).toContain('正常')
})

it('whoever signs out is out, also with the old cookie; a municipal login is none here; another host learns nothing', async () => {
  const cookies = await page.context().cookies()
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await onPage(page, '運用者のログイン')
  await page.context().addCookies(cookies)
  await page.goto(product.at('operator', 'operator.localhost'))
  await onPage(page, '運用者のログイン')

  await signIn('sato', product.demo.password)
  expect(await page.innerText('.error-summary')).toContain('正しくありません')

  const elsewhere = await page.goto(product.at('operator', 'ageo.localhost'))
  expect(elsewhere?.status()).toBe(421)
})
