import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { quietFaultsOf } from '@madoguchi/config/journeys/quiet-faults.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { tablesAsCards } from '@madoguchi/config/journeys/tables-as-cards.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'

let product: StartedProduct
let browser: Browser
let page: Page
let home: string

beforeAll(async () => {
  product = await startProduct({ programs: ['staff'] })
  browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'ja',
    timezoneId: 'Asia/Tokyo',
    javaScriptEnabled: false,
  })
  page = await context.newPage()
  home = product.at('staff', product.demo.tenants.find((it) => it.slug === 'ageo')?.staffHost ?? '')
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Any page: one h1, no sideways scrolling, axe zero, all of its tables on a telephone. What its document is called is the page's own affair. */
async function read(path?: string) {
  if (path) await page.goto(home + path)
  await page.waitForLoadState()
  const title = await page.title()
  expect(title, path).toMatch(/.｜上尾市 交付管理$/)
  await onPage(page, /./, { title: title.slice(0, 4) })
  await tablesAsCards(page)
  return new URL(page.url()).pathname
}

const firstLink = async (part: string) => {
  const href = await page.locator(`main a[href*="${part}"]`).first().getAttribute('href')
  expect(href, part).not.toBeNull()
  return href ?? ''
}

it(`every page of the office reads well, without JavaScript too ${req('1.show.7')}`, async () => {
  await read('/')
  await page.fill('[name=loginId]', 'sato')
  await page.fill('[name=password]', 'wrong')
  await page.getByRole('button', { name: 'ログインする' }).click()
  expect(await read()).toBe('/sign-in')
  await page.fill('[name=loginId]', 'sato')
  await page.fill('[name=password]', product.demo.password)
  await page.getByRole('button', { name: 'ログインする' }).click()
  expect(await read()).toBe('/')

  const pages = [
    '/day-list',
    '/find',
    '/find?k=gone',
    '/letters',
    '/letters/open',
    '/letters/print',
    '/arrivals',
    '/messages',
    '/telephone',
    '/telephone?procedure=P09',
    '/calendar',
    '/message-texts',
    '/message-texts/moved/en',
    '/queue',
    '/devices',
    '/queue?counter=3',
    '/hours',
    '/hours?venue=oyamadai',
    '/calendar/day',
    '/calendar/day?date=2020-01-01',
    '/calendar/change',
    '/calendar/change?kind=opening',
    '/calendar/change?kind=closure&from=2020-01-01',
    '/bad-day',
    '/statistics',
    '/statistics?period=fiscal',
    '/bad-day?day=2020-01-01',
  ]
  for (const path of [...pages, '/nothing', '/reservations/nothing']) await read(path)

  await page.goto(`${home}/arrivals`)
  const arrival = await firstLink('/arrivals/')
  await read(arrival)
  const row = await firstLink('/rows/')
  for (const path of [row, `${row}/drop`, `${arrival}/commit`, `${arrival}/discard`]) await read(path)

  await page.goto(home)
  await page.locator('input[name=q]').fill('徳永')
  await page.getByRole('button', { name: '探す' }).click()
  await read()
  const card = await firstLink('/cards/')
  for (const path of [card, `${card}/name`, `/telephone?card=${card.split('/').at(-1)}`]) await read(path)

  // What a script draws anew says the same: a title was once lost when React took the page over.
  const storageState = await page.context().storageState()
  page = await (await browser.newContext({ storageState, locale: 'ja', timezoneId: 'Asia/Tokyo' })).newPage()
  for (const path of ['/nothing', '/reservations/nothing', card]) {
    await page.goto(home + path, { waitUntil: 'networkidle' })
    await read()
  }
})

it('a key pressed before the script is at work does not keep it from its work', async () => {
  const slow = await browser.newContext()
  // A slow office PC: React begins its work late, by a message to itself.
  await slow.addInitScript(() => {
    const postMessage = MessagePort.prototype.postMessage as (this: MessagePort, message: unknown) => void
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      setTimeout(() => postMessage.call(this, message), 200)
    }
  })
  const early = await slow.newPage()
  quietFaultsOf(slow)
  await early.goto(`${home}/sign-in`)
  for (let presses = 0; presses < 6; presses++) {
    await early.keyboard.press('Tab')
    await early.waitForTimeout(100)
  }
  await early.waitForFunction(() => '__remixRouter' in window)
  await onPage(early, 'ログイン')
})
