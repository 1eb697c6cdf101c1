import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { type Admin, openAdmin } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { holidayText } from '../../../packages/core/src/national/testing/holiday-text.ts'

let product: StartedProduct
let browser: Browser
let page: Page
let admin: Admin
/** A day on which both municipalities have places, in some weeks. */
let day: string
const thisYear = Number(new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Tokyo' }).format())

beforeAll(async () => {
  product = await startProduct({ programs: ['operator', 'api'], cards: false })
  admin = openAdmin(product.ground.supabase.databaseUrl)
  const [found] = await admin<{ day: string }[]>`
    select (starts_at at time zone 'Asia/Tokyo')::date::text as day from app.slots
    where state = 'open' and starts_at > now() + interval '9 days'
    group by 1 having count(distinct tenant_id) = 2 order by 1 limit 1`
  day = found?.day ?? ''
  browser = await openBrowser()
  page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'ja',
    javaScriptEnabled: false,
  })
  await page.goto(product.at('operator', 'operator.localhost'))
  await page.fill('[name=loginId]', 'operator')
  await page.fill('[name=password]', product.demo.password)
  await page.getByRole('button', { name: 'ログインする' }).click()
  await onPage(page, '自治体の一覧')
})
afterAll(async () => {
  await admin?.end()
  await browser?.close()
  await product?.stop()
})

const main = () => page.innerText('main')
const calendar = async () => {
  await page.getByRole('link', { name: '全国の暦', exact: true }).click()
  await onPage(page, '全国の暦')
}
const upload = async (text: string | Buffer, name = 'syukujitsu.csv') => {
  await calendar()
  await page.setInputFiles('[name=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: '違いを見る' }).click()
}
const openPlaces = async (on: string) => {
  const [row] = await admin<[{ count: number }]>`
    select count(*)::int as count from app.slots
    where state = 'open' and (starts_at at time zone 'Asia/Tokyo')::date = ${on}::date`
  return row.count
}
const withDay = () => holidayText(thisYear, thisYear + 1, { more: [`${day.replaceAll('-', '/')},試験の日`] })

it(`before any file, the published calendar stands, and a year that is not announced is 暫定 ${req('2.A.2')}`, async () => {
  await calendar()
  expect(await main()).toContain('元日')
  await page.goto(`${product.at('operator', 'operator.localhost')}/national?year=${thisYear + 5}`)
  await onPage(page, '全国の暦')
  expect(await page.innerText('h2#year')).toBe(`${thisYear + 5}年の祝日 暫定`)
})

it(`a wrong file is refused in plain words; a line that cannot be read is listed ${req('2.A.2')}`, async () => {
  await calendar()
  await page.getByRole('button', { name: '違いを見る' }).click()
  await onPage(page, '全国の暦')
  expect(await page.innerText('.error-summary')).toContain('ファイルが選ばれていません')
  await upload('申請書ID,氏名\r\n1,試験 花子\r\n')
  expect(await page.innerText('.error-summary')).toContain('国民の祝日の表ではありません')
  await upload(Buffer.alloc(300 * 1024, 'あ'))
  await onPage(page, '全国の暦')
  expect(await page.innerText('.error-summary')).toContain('ファイルが大きすぎます')

  await upload(`${holidayText(thisYear, thisYear)}${thisYear}/2/30,試験の日\r\n`)
  await onPage(page, '祝日の違いの確認')
  expect(await main()).toMatch(/2\/30,試験の日[\s\S]*日付として読めません/)
  expect(await page.getByRole('button', { name: /承認して/ }).count()).toBe(0)
})

it(`a file shows what it would change and whom it meets; approved, every municipality follows ${req('2.A.2')}`, async () => {
  const ageo = product.demo.tenants.find((it) => it.slug === 'ageo')
  await factories.reservations(admin as never, ageo?.id ?? '', {
    state: 'confirmed',
    startsAt: new Date(`${day}T10:00:00+09:00`),
  })
  await upload(withDay())
  await onPage(page, '祝日の違いの確認')
  expect(await main()).toMatch(/休みになる日（1日）[\s\S]*試験の日[\s\S]*1件（上尾市 1件）/)
  expect(await main()).toContain('予約のある日：1日、予約：1件')
  expect(await openPlaces(day)).toBeGreaterThan(0)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await onPage(page, '祝日の違いの確認')

  await page.getByRole('button', { name: '承認して、すべての自治体に反映する' }).click()
  await onPage(page, '全国の暦')
  expect(await main()).toContain('承認しました')
  await page.goto(`${product.at('operator', 'operator.localhost')}/national?year=${day.slice(0, 4)}`)
  expect(await main()).toMatch(/試験の日\s*内閣府の表/)
  await vi.waitFor(async () => expect(await openPlaces(day)).toBe(0), { timeout: 30_000, interval: 500 })
  await page.setViewportSize({ width: 1280, height: 800 })

  await upload(withDay())
  await onPage(page, '全国の暦')
  expect(await page.innerText('.error-summary')).toContain('いまの暦と同じ内容です')
})

it(`a stop is announced with its reason, meets whom it meets, and can be taken back ${req('2.A.3')}`, async () => {
  await calendar()
  await page.getByRole('link', { name: '停止日を登録する' }).click()
  await onPage(page, '停止日の登録')
  await page.fill('[name=fromTime]', '13:00')
  await page.getByRole('button', { name: 'この内容で登録する' }).click()
  await onPage(page, '停止日の登録')
  expect(await page.innerText('.error-summary')).toContain('開始日を入力してください')
  expect(await page.inputValue('[name=fromTime]')).toBe('13:00')

  await page.fill('[name=from]', day)
  await page.fill('[name=untilTime]', '17:00')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'この内容で登録する' }).click()
  await onPage(page, '全国の暦')
  expect(await main()).toMatch(/13時から17時まで[\s\S]*有効[\s\S]*運用 花子/)

  await page.getByRole('link', { name: /の停止を取り下げる/ }).click()
  await onPage(page, '停止日の取下げ')
  await page.getByRole('button', { name: '取り下げる', exact: true }).click()
  await onPage(page, '全国の暦')
  expect(await main()).toMatch(/取下げ済[\s\S]*取下げ：運用 花子/)
})
