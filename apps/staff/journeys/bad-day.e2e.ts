import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { readReservationNumber } from '@madoguchi/core/booking'
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
let residents: string
/** Two days on which the city hall hands cards over, some weeks ahead. */
let days: string[]

beforeAll(async () => {
  product = await startProduct({ programs: ['staff', 'api', 'booking'], cards: false })
  browser = await openBrowser()
  admin = openAdmin(product.ground.supabase.databaseUrl)
  const ageo = product.demo.tenants.find((it) => it.slug === 'ageo')
  tenantId = ageo?.id ?? ''
  home = product.at('staff', ageo?.staffHost ?? '')
  residents = product.at('booking', ageo?.bookingHost ?? '')
  const found = await admin<{ day: string }[]>`
    select (s.starts_at at time zone 'Asia/Tokyo')::date::text as day from app.slots s
    join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
    where s.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = 'certificate'
      and s.starts_at > now() + interval '10 days'
    group by 1 having sum(limit_web) >= 10 order by 1`
  days = [found[0]?.day ?? '', found[6]?.day ?? '']
})
afterAll(async () => {
  await admin?.end()
  await browser?.close()
  await product?.stop()
})

const BIRTH = '1985-11-03'
let serial = 5_000_000

/** A reservation number with these seven digits: whoever types it is understood. */
const numbered = (n: number) =>
  Array.from({ length: 10 }, (_, digit) => readReservationNumber(`${n}${digit}`)).find(Boolean) ?? ''

/** Ten people of three languages who have booked that day, every second with an address. Answers the number of the second. */
async function tenBookings(day: string) {
  const owner = admin as never
  let second = { id: '', number: '' }
  for (let n = 0; n < 10; n++) {
    const [slot] = await admin<
      { id: string; venueId: string; laneId: string; startsAt: Date; minutes: number }[]
    >`
      update app.slots set taken_web = taken_web + 1 where id = (
        select s.id from app.slots s join app.venues v on v.id = s.venue_id join app.lanes l on l.id = s.lane_id
        where s.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = 'certificate' and s.taken_web < s.limit_web
          and (s.starts_at at time zone 'Asia/Tokyo')::date = ${day}::date order by s.starts_at limit 1)
      returning id, venue_id, lane_id, starts_at, minutes`
    const { id: slotId = '', ...when } = slot ?? {}
    const subjectId = mintId<string>()
    const mail = n % 2 ? `yuki-${day}-${n}@example.jp` : null
    const language = ['ja', 'ja-easy', 'en'][n % 3] ?? 'ja'
    const number = numbered(serial++)
    const made = await factories.reservations(owner, tenantId, { ...when, subjectId, mail, language, number })
    const reservationId = made.id
    await factories.reservationSlots(owner, tenantId, { reservationId, slotId, subjectId })
    await factories.reservationPeople(owner, tenantId, {
      ...{ reservationId, subjectId, procedureCode: 'P09', birthDate: BIRTH },
    })
    if (n === 1) second = { id: reservationId, number: made.number }
  }
  return second
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

/** From today in two presses to whom it meets. */
async function askForHelp(page: Page, day: string) {
  await follow(page, '今日')
  await onPage(page, /の予約$/, { title: '予約の一覧' })
  await follow(page, '障害・荒天時の対応')
  await onPage(page, '障害・荒天時の対応')
  await page.getByLabel('その他').check()
  await page.fill('[name=day]', day)
  await page.getByLabel('上尾市役所').first().check()
  await press(page, 'かかる予約を確かめる')
  await onPage(page, '障害・荒天時の対応')
  expect(await page.innerText('.error-summary')).toContain('理由を入力してください')
  await page.getByLabel('荒天（大雪・台風など）').check()
  const after = (days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
  await page.fill('[name=makeUpFrom]', after(2))
  await page.fill('[name=makeUpUntil]', after(20))
  await page.fill('[name=answerBy]', after(1))
  await press(page, 'かかる予約を確かめる')
  await onPage(page, '対応の確認')
  await page.getByText('かかる予約：10件').waitFor()
  await page.getByText('電話などで知らせる方：5件').waitFor()
  await page.locator('summary', { hasText: 'やさしい日本語' }).click()
  await onPage(page, '対応の確認')
}

async function takenBack(page: Page, day: string) {
  await askForHelp(page, day)
  await press(page, 'この内容で対応する')
  await onPage(page, '予約の扱い')
  await page.getByText(/まで、全部を取りやめられます/).waitFor()
  await press(page, '全部を取りやめる')
  await page.getByText('全部を取りやめました').waitFor()
  await onPage(page, '予約の扱い')
  const closed = async () => {
    const [row] = await admin<[{ count: number }]>`
      select count(*)::int as count from app.slots s join app.venues v on v.id = s.venue_id
      where s.tenant_id = ${tenantId} and v.code = 'city-hall' and s.state <> 'open'
        and (s.starts_at at time zone 'Asia/Tokyo')::date = ${day}::date`
    return row.count
  }
  await expect.poll(closed, { timeout: 30_000 }).toBe(0)
}

async function carriedOut(page: Page, day: string) {
  await askForHelp(page, day)
  await press(page, 'この内容で対応する')
  await page.getByText(/まで、全部を取りやめられます/).waitFor()
  // Five minutes go by.
  await admin`
    update app.calendar_acts set not_before = now() where tenant_id = ${tenantId} and begun_at is null and undone_at is null`
  const done = async () => {
    const [row] = await admin<[{ count: number }]>`
      select count(*)::int as count from app.calendar_act_items i join app.calendar_acts a on a.id = i.act_id
      join app.calendar_exceptions e on e.id = a.exception_id
      where e.tenant_id = ${tenantId} and e.from_day = ${day}::date and i.state = 'done' and i.decision = 'offer'`
    return row.count
  }
  await expect.poll(done, { timeout: 90_000 }).toBe(10)
  await page.reload()
  await page.getByText('10件の扱いが終わりました').waitFor()
  await page.getByText('電話などで知らせてください：5件').waitFor()
  await page.getByText(/返事待ち10件/).waitFor()
  await onPage(page, '予約の扱い')
}

async function answered(page: Page, { id, number }: { id: string; number: string }) {
  await page.goto(`${residents}/my`)
  await page.fill('[name=number]', number)
  await page.selectOption('[name=birth-era]', 'western')
  const [year = '', month = '', date = ''] = BIRTH.split('-')
  await page.fill('[name=birth-year]', year)
  await page.fill('[name=birth-month]', month)
  await page.fill('[name=birth-day]', date)
  await page.locator('main form button').last().click()
  await page.getByText(/代わりの枠を確保しています/).waitFor()
  await onPage(page, /./, { title: '予約の内容' })
  const state = async () =>
    (await admin<{ state: string }[]>`select state from app.makeup_offers where reservation_id = ${id}`)[0]
      ?.state
  // Looking at it answers nothing.
  await page.goto(`${residents}/my/${id}/accept`)
  await onPage(page, /./, { title: '振替の日時の確認' })
  expect(await state()).toBe('open')
  await press(page, 'この日時で予約する')
  await page.getByText(/お返事を受け付けました/).waitFor()
  await onPage(page, /./, { title: '予約の内容' })
  expect(await state()).toBe('accepted')
}

it.each([
  [true, 0],
  [false, 1],
])(
  `snow: told, taken back, told again, and somebody answers, with scripts: %s ${req('2.H.1')}`,
  async (javaScriptEnabled, n) => {
    const day = days[n] ?? ''
    const second = await tenBookings(day)
    const open = (width: number) =>
      browser.newContext({
        ...{ viewport: { width, height: 800 }, javaScriptEnabled },
        ...{ locale: 'ja', timezoneId: 'Asia/Tokyo' },
      })
    const office = await open(javaScriptEnabled ? 1280 : 390)
    const page = await office.newPage()
    await signIn(page)
    await takenBack(page, day)
    await carriedOut(page, day)
    const resident = await open(javaScriptEnabled ? 390 : 1280)
    await answered(await resident.newPage(), second)
    await Promise.all([office.close(), resident.close()])
  },
)
