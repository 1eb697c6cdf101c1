import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let product: StartedProduct
let browser: Browser

beforeAll(async () => {
  product = await startProduct({ programs: ['staff'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const office = (javaScriptEnabled: boolean, width: number): Promise<BrowserContext> =>
  browser.newContext({
    viewport: { width, height: 800 },
    locale: 'ja',
    timezoneId: 'Asia/Tokyo',
    javaScriptEnabled,
  })

/** What has focus, by its words or its name. */
const focused = (page: Page) =>
  page.locator(':focus').evaluateAll(([it]) => {
    const field = it as HTMLInputElement | undefined
    // Where the keyboard begins is a part of the page and nothing to press.
    return field?.matches('.begin-here') ? '' : field?.name || field?.textContent?.trim() || ''
  })

/** Tab until this has focus; nothing else in this journey touches the page. Says how many it took. */
async function tabTo(page: Page, wanted: string | RegExp) {
  const isIt = (text: string) => (typeof wanted === 'string' ? text === wanted : wanted.test(text))
  for (let presses = 0; presses < 60; presses++) {
    if (isIt(await focused(page))) return presses
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not come to ${wanted}\n${(await page.locator('main').innerText()).slice(0, 600)}`)
}

async function enter(page: Page) {
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')])
  await page.waitForLoadState()
}

async function takeCall(javaScript: boolean, width: number, name: string) {
  const page = await (await office(javaScript, width)).newPage()
  const home = product.at('staff', product.demo.tenants.find((it) => it.slug === 'ageo')?.staffHost ?? '')
  await page.goto(`${home}/sign-in?next=%2Ftelephone`)
  await tabTo(page, 'loginId')
  await page.keyboard.type('suzuki')
  await tabTo(page, 'password')
  await page.keyboard.type(product.demo.password)
  await enter(page)

  // The call begins with a name: the cursor is in the field already.
  await onPage(page, '電話受付')
  expect(await focused(page)).toBe('q')
  await page.keyboard.type(name)
  await enter(page)
  await onPage(page, '電話受付')
  if (!page.url().includes('card=')) {
    expect(await tabTo(page, /（.+）/)).toBeLessThan(3)
    await enter(page)
  }

  // The earliest time that was read out.
  await onPage(page, '電話受付')
  expect(await tabTo(page, /^\d+月\d+日（.）\d+時/)).toBeLessThan(3)
  const first = await focused(page)
  await enter(page)
  await onPage(page, '電話受付')
  await tabTo(page, 'telephone')
  await page.keyboard.type('048-000-4321')
  await tabTo(page, 'この内容で予約する')
  await enter(page)
  await onPage(page, '電話受付')
  const number = await page.locator('.big-number-value').innerText()
  expect(number).toMatch(/^\d{4}-\d{4}$/)
  expect(await page.locator('main').innerText()).toContain('持ち物')

  // The caller rings off; the next one has another time in mind, for the same reservation.
  await tabTo(page, '次の電話を受ける')
  await enter(page)
  await tabTo(page, 'q')
  await page.keyboard.type(number)
  await enter(page)
  await tabTo(page, '日時を変更する')
  await enter(page)
  await onPage(page, '電話受付')
  await tabTo(page, first)
  await page.keyboard.press('Tab')
  await tabTo(page, /^\d+月\d+日（.）\d+時/)
  await enter(page)
  await tabTo(page, 'この日時に変更する')
  await enter(page)
  await onPage(page, '電話受付')
  expect(await page.locator('main').innerText()).toContain('日時を変更しました')

  await tabTo(page, 'cancelReason')
  await tabTo(page, '予約を取り消す')
  await enter(page)
  await onPage(page, '電話受付')
  expect(await page.locator('main').innerText()).toContain('予約を取り消しました')
  await page.context().close()
}

describe(`a call is taken by the keyboard alone: found, booked, read back, changed, cancelled ${req('2.F.1')} ${req('2.show.2')}`, () => {
  it('at a desk', () => takeCall(true, 1280, 'トク'))
  it('without scripts, on a narrow screen', () => takeCall(false, 390, 'コバ'))
})
