import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { openAdmin } from '@madoguchi/db'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

const WAITS = '確認のため少しお待ちください'
let product: StartedProduct
let browser: Browser
let admin: ReturnType<typeof openAdmin>
const opened: BrowserContext[] = []

beforeAll(async () => {
  product = await startProduct({ programs: ['booking'] })
  browser = await openBrowser()
  admin = openAdmin(product.ground.supabase.databaseUrl)
})
afterEach(() => Promise.all(opened.splice(0).map((it) => it.close())))
afterAll(async () => {
  await browser?.close()
  await admin?.end()
  await product?.stop()
})

const ageo = () => product.demo.tenants.find((it) => it.slug === 'ageo')!
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function visit(path: string, options: Parameters<typeof openTelephone>[1] = {}): Promise<Page> {
  const context = await openTelephone(browser, options)
  opened.push(context)
  const page = await context.newPage()
  await page.goto(product.at('booking', ageo().bookingHost) + path)
  return page
}

async function typeBirth(page: Page, birthDate: string) {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await page.selectOption('[name=birth-era]', 'western')
  await page.fill('[name=birth-year]', year)
  await page.fill('[name=birth-month]', String(Number(month)))
  await page.fill('[name=birth-day]', String(Number(day)))
}

/** To the contact page of a renewal, at the last of the first day's times. */
async function atTheContact(options: Parameters<typeof openTelephone>[1]) {
  const page = await visit('/availability?procedure=P09&view=list', options)
  await page.locator('.time-list a').last().click()
  await press(page, '次へ進む')
  await onPage(page, 'お名前と連絡先の入力')
  await page.fill('[name=kana]', 'やまだ たろう')
  await typeBirth(page, '1980-04-01')
  return page
}

const ON = '**/wait?on'
/** Keeps a page from going on by itself while one looks at it. */
const stay = (page: Page) => page.route(ON, (route) => route.fulfill({ status: 204 }))
/** Opens a page of the site, also when the one before just then wants to go on by itself. */
async function open(page: Page, path: string) {
  const address = new URL(path, page.url()).href
  for (let times = 0; times < 5; times++) if (await page.goto(address).catch(() => null)) return
  throw new Error(`${address} does not open`)
}

describe.each([390, 1280])('somebody without a letter, at %i px', (width) => {
  it(`with a script: it is solved while they type, and nothing is to be seen of it ${req('2.D.2')}`, async () => {
    const page = await atTheContact({ width, javaScript: true })
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=solution]')?.value !== '',
    )
    expect(await page.textContent('[data-work-status]')).toBe('')
    await press(page, '予約内容を確認する')
    await onPage(page, '予約内容の確認')
    await press(page, '予約を確定する')
    await onPage(page, '予約を受け付けました')
  })

  it(`who types faster than it is solved is told so politely, and goes on by themselves ${req('2.D.2')}`, async () => {
    const page = await visit('/availability?procedure=P09&view=list', { width, javaScript: true })
    await page.locator('.time-list a').last().click()
    await press(page, '次へ進む')
    await page.fill('[name=kana]', 'やまだ たろう')
    await typeBirth(page, '1980-04-01')
    const said = await page.evaluate(() => {
      // As on a slow telephone: the answer has not come yet when the button is pressed.
      const field = document.querySelector<HTMLInputElement>('[name=solution]')
      if (field?.value) return 'solved'
      document.querySelector<HTMLButtonElement>('form[action^="/book/check"] button')?.click()
      return document.querySelector('[data-work-status]')?.textContent
    })
    if (said === 'solved') await press(page, '予約内容を確認する')
    else expect(said).toBe('確認しています。少しお待ちください。')
    await page.waitForURL('**/book/check?*')
    await onPage(page, '予約内容の確認')
  })

  it.each(['by itself', 'by its button'])(
    `without a script: a page that goes on %s, with all that was typed ${req('2.D.2')}`,
    async (goesOn) => {
      const page = await atTheContact({ width })
      await page.fill('[name=mail]', 'taro@example.jp')
      await stay(page)
      await press(page, '予約内容を確認する')
      await onPage(page, WAITS)
      await press(page, '次へ進む')
      await page.waitForSelector('text=秒ほど')
      for (const [language, title] of [
        ['en', 'Please wait a moment'],
        ['ja-easy', '少し 待ってください'],
        ['ja', WAITS],
      ] as const) {
        await open(page, `/wait?lang=${language}`)
        await onPage(page, title)
        expect(await page.innerText('body')).not.toMatch(/\b(booking|common):|\{\{/)
      }
      if (goesOn === 'by its button') await press(page, '次へ進む')
      else {
        await page.unroute(ON)
        await open(page, '/wait')
      }
      await page.waitForURL('**/book/check?*')
      await onPage(page, '予約内容の確認')
      expect(await page.innerText('main')).toContain('taro@example.jp')
      await press(page, '予約を確定する')
      await onPage(page, '予約を受け付けました')
    },
  )
})

describe('while a municipality is being guessed at', () => {
  it(`a right number comes in with a script and without, after one page that asks for nothing ${req('1.F.4')}`, async () => {
    await admin`
      insert into app.guess_failures (tenant_id, address_hmac, number_hmac, failed_at)
      select ${ageo().id}, sha256(n::text::bytea), sha256(n::text::bytea), now() from generate_series(1, 300) n`
    const { number = '', birthDate = '' } = ageo().letter ?? {}
    for (const javaScript of [true, false]) {
      const page = await visit('/letter', { javaScript })
      await page.fill('[name=number]', number)
      await typeBirth(page, birthDate)
      await press(page, 'カードの状況を見る')
      await page.waitForURL('**/wait')
      await page.waitForURL('**/card')
      await onPage(page, 'あなたのカード')
    }
    await admin`delete from app.guess_failures where tenant_id = ${ageo().id}`
  })
})
