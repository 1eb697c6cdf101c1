import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { mintId } from '@madoguchi/core/kernel'
import { type Admin, openAdmin } from '@madoguchi/db'
import { factories } from '@madoguchi/db/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'

let product: StartedProduct
let browser: Browser
let admin: Admin
let tenantId: string
let home: string
/** Two days on which the city hall hands cards over, some weeks ahead. */
let days: string[]

beforeAll(async () => {
  product = await startProduct({ programs: ['staff', 'api'], cards: false })
  browser = await openBrowser()
  admin = openAdmin(product.ground.supabase.databaseUrl)
  const ageo = product.demo.tenants.find((it) => it.slug === 'ageo')
  tenantId = ageo?.id ?? ''
  home = product.at('staff', ageo?.staffHost ?? '')
  const found = await admin<{ day: string }[]>`
    select (s.starts_at at time zone 'Asia/Tokyo')::date::text as day from app.slots s
    join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
    where s.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = 'pickup'
      and s.starts_at > now() + interval '10 days'
    group by 1 having sum(limit_web) >= 40 order by 1`
  days = [found[0]?.day ?? '', found[6]?.day ?? '']
})
afterAll(async () => {
  await admin?.end()
  await browser?.close()
  await product?.stop()
})

/** Forty people who have booked that day, every second with an address. */
async function fortyBookings(day: string) {
  const owner = admin as never
  for (let n = 0; n < 40; n++) {
    const [slot] = await admin<
      { id: string; venueId: string; laneId: string; startsAt: Date; minutes: number }[]
    >`
      update app.slots set taken_web = taken_web + 1 where id = (
        select s.id from app.slots s join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
        where s.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = 'pickup' and s.taken_web < s.limit_web
          and (s.starts_at at time zone 'Asia/Tokyo')::date = ${day}::date order by s.starts_at limit 1)
      returning id, venue_id, lane_id, starts_at, minutes`
    const { id: slotId = '', ...when } = slot ?? {}
    const subjectId = mintId<string>()
    const mail = n % 2 ? `kaede-${day}-${n}@example.jp` : null
    const { id: reservationId } = await factories.reservations(owner, tenantId, { ...when, subjectId, mail })
    await factories.reservationSlots(owner, tenantId, { reservationId, slotId, subjectId })
    await factories.reservationPeople(owner, tenantId, { reservationId, subjectId, procedureCode: 'P01' })
  }
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()

async function signIn(page: Page) {
  await page.goto(home)
  await page.fill('[name=loginId]', 'sato')
  await page.fill('[name=password]', product.demo.password)
  await press(page, 'ログインする')
  await onPage(page, /の予約$/, { title: '予約の一覧' })
}

async function askToClose(page: Page, day: string) {
  await follow(page, '設定')
  await onPage(page, '受付日')
  await follow(page, '臨時閉庁を入れる')
  await onPage(page, '臨時閉庁の入力')
  await page.fill('[name=from]', day)
  await page.getByLabel('上尾市役所').check()
  await page.getByLabel('カードの受け取り').first().check()
  await page.fill('[name=ja]', '')
  await press(page, 'かかる予約を確かめる')
  await onPage(page, '臨時閉庁の入力')
  expect(await page.innerText('.error-summary')).toContain('理由を入力してください')
  await page.fill('[name=ja]', '庁舎の停電のため')
  await press(page, 'かかる予約を確かめる')
  await onPage(page, '変更の確認')
  await page.getByText('かかる予約：40件').waitFor()
}

async function decide(page: Page) {
  await press(page, 'この内容で変更する')
  await onPage(page, '変更の確認')
  expect(await page.innerText('.error-summary')).toContain('扱いを選んでいない予約があります')
  await follow(page, '全員を移す')
  await onPage(page, '変更の確認')
  const choices = page.locator('main table select')
  expect(await choices.count()).toBe(40)
  for (let n = 0; n < 5; n++) await choices.nth(n).selectOption('keep')
  for (let n = 5; n < 10; n++) await choices.nth(n).selectOption('cancel')
  await press(page, 'この内容で変更する')
  await onPage(page, '予約の扱い')
}

async function finished(page: Page, day: string) {
  await page.getByText('40件の扱いが終わりました').waitFor({ timeout: 60_000 })
  await onPage(page, '予約の扱い')
  const [counts] = await admin<[{ stay: number; off: number; moved: number }]>`
    select count(*) filter (where i.decision = 'keep' and r.state = 'confirmed')::int as stay,
      count(*) filter (where i.decision = 'cancel' and r.state = 'cancelled')::int as off,
      count(*) filter (where i.decision = 'move' and r.state = 'confirmed'
        and (r.starts_at at time zone 'Asia/Tokyo')::date <> ${day}::date)::int as moved
    from app.calendar_act_items i join app.reservations r on r.id = i.reservation_id
    join app.calendar_acts a on a.id = i.act_id join app.calendar_exceptions e on e.id = a.exception_id
    where e.from_day = ${day}::date`
  expect(counts).toEqual({ stay: 5, off: 5, moved: 30 })
  const told = `kaede-${day}-5@example.jp`
  await expect
    .poll(
      async () => {
        const answer = await fetch(
          `${product.ground.supabase.mailboxUrl}/api/messages?to=${encodeURIComponent(told)}`,
        )
        return ((await answer.json()) as { messages: { text: string }[] }).messages
          .map((it) => it.text)
          .join()
      },
      { timeout: 60_000 },
    )
    .toContain('理由：庁舎の停電のため')
}

async function takeBack(page: Page) {
  await follow(page, '受付日に戻る')
  await onPage(page, '受付日')
  await follow(page, /を取りやめる$/)
  await onPage(page, '取りやめの確認')
  expect(await page.innerText('main')).toContain('元の日時には戻りません')
  await press(page, '取りやめる')
  await onPage(page, '受付日')
  await page.getByText('受付日を変更しました').waitFor()
}

it.each([
  [true, 0],
  [false, 1],
])(
  `a day with 40 reservations is closed and opened again, with scripts: %s ${req('2.A.6')} ${req('2.show.2')}`,
  async (javaScriptEnabled, n) => {
    const day = days[n] ?? ''
    await fortyBookings(day)
    const context = await browser.newContext({
      ...{ viewport: { width: javaScriptEnabled ? 1280 : 390, height: 800 }, javaScriptEnabled },
      ...{ locale: 'ja', timezoneId: 'Asia/Tokyo' },
    })
    const page = await context.newPage()
    await signIn(page)
    await askToClose(page, day)
    await decide(page)
    await finished(page, day)
    await takeBack(page)
    await context.close()
  },
)
