import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { openAdmin } from '@madoguchi/db'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let product: StartedProduct
let browser: Browser
let admin: ReturnType<typeof openAdmin>
const ageo = () => product.demo.tenants.find((it) => it.slug === 'ageo')!

beforeAll(async () => {
  product = await startProduct({ programs: ['booking'] })
  browser = await openBrowser()
  admin = openAdmin(product.ground.supabase.databaseUrl)
})
afterAll(async () => {
  await browser?.close()
  await admin?.end()
  await product?.stop()
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string) => page.getByRole('link', { name }).first().click()

/** Minutes pass for whoever holds something. */
const passes = (minutes: number) => admin`
  update app.reservations set held_until = held_until - make_interval(secs => ${minutes * 60})
  where tenant_id = ${ageo().id} and state = 'held'`

/** Somebody else, who finds that the time of the hold is over, takes the last place. */
const isTaken = (slotId: string) =>
  admin.begin(async (tx) => {
    await tx`select app.enter('machine', ${ageo().id})`
    await tx`select app.free_expired_holds(${[slotId]}, now())`
    await tx`update app.slots set taken_web = limit_web, capacity = limit_web + taken_telephone + taken_counter
      where tenant_id = ${ageo().id} and id = ${slotId}`
  })

async function atTheFirstPlace(page: Page) {
  const { number, birthDate } = ageo().letter!
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await page.goto(`${product.at('booking', ageo().bookingHost)}/letter`)
  await page.fill('[name=number]', number)
  await page.selectOption('[name=birth-era]', 'western')
  await page.fill('[name=birth-year]', year)
  await page.fill('[name=birth-month]', String(Number(month)))
  await page.fill('[name=birth-day]', String(Number(day)))
  await press(page, 'カードの状況を見る')
  await onPage(page, 'あなたのカード')
  await follow(page, 'この日時で予約する')
  await onPage(page, '窓口に来る方')
}

async function cancels(page: Page) {
  await follow(page, 'この予約を変更・取消する')
  await onPage(page, '予約の内容')
  await follow(page, '予約を取り消す')
  await onPage(page, '予約の取消')
  await press(page, 'この予約を取り消す')
  await onPage(page, '予約を取り消しました')
}

describe.each([
  [390, false, true],
  [390, true, false],
  [1280, false, false],
  [1280, true, true],
])(
  'somebody whose hold runs out, at %i px, scripts: %s, the place is gone: %s',
  (width, javaScript, gone) => {
    it(`sees until when, extends it, loses nothing that was typed, and books ${req('2.show.2')} ${req('2.D.1')}`, async () => {
      const context = await openTelephone(browser, { width, javaScript })
      const page = await context.newPage()
      await atTheFirstPlace(page)
      expect(await page.innerText('.countdown')).toMatch(/^この枠は\d+時(\d+分)?まで確保しています。/)
      await press(page, '次へ進む')

      await onPage(page, '連絡先の入力')
      await page.fill('[name=mail]', 'hanako@example.jp')
      await press(page, '延長する（あと2回）')
      await onPage(page, '連絡先の入力')
      expect(await page.inputValue('[name=mail]')).toBe('hanako@example.jp')
      expect(await page.isVisible('text=延長する（あと1回）')).toBe(true)
      await press(page, '予約内容を確認する')

      await onPage(page, '予約内容の確認')
      await passes(8.5)
      await page.reload()
      if (javaScript) await page.locator('.countdown-said', { hasText: 'あと2分ほどで' }).waitFor()
      await press(page, '延長する（あと1回）')
      await onPage(page, '予約内容の確認')
      expect(await page.isVisible('text=延長する')).toBe(false)

      await passes(11)
      const slotId = new URL(page.url()).searchParams.get('slot') ?? ''
      if (gone) await isTaken(slotId)
      await press(page, '予約を確定する')
      if (gone) {
        await onPage(page, 'この内容では予約できませんでした')
        expect(await page.innerText('.error-summary')).toContain('入力した内容は残っています')
        await page.locator('.time-list a').first().click()
        await onPage(page, '予約内容の確認')
        expect(await page.innerText('.summary-list')).toContain('hanako@example.jp')
        expect(await page.innerText('.countdown')).toContain('まで確保しています')
        await press(page, '予約を確定する')
      }
      await onPage(page, '予約を受け付けました')
      await cancels(page)
      await context.close()
    })
  },
)
