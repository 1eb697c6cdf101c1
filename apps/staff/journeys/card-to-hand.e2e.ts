import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'

const FIXTURE = 'packages/core/src/issuance/arrivals/fixtures/card-arrivals-a.csv'

/** What the eight bad lines of the fixture must be called on the page, by line of the file. */
const BAD_LINES: Record<number, RegExp> = {
  19: /生年月日.*年号/,
  44: /申請書ID.*22/,
  62: /申請書ID.*12行目/,
  90: /氏名/,
  122: /個人番号/,
  152: /途中/,
  202: /交付場所/,
  235: /有効期限/,
}

let product: StartedProduct
let browser: Browser
let staff: Page
let resident: Page

beforeAll(async () => {
  product = await startProduct({ programs: ['booking', 'staff', 'api'], cards: false })
  browser = await openBrowser()
  const office = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'ja',
    timezoneId: 'Asia/Tokyo',
  })
  staff = await office.newPage()
  resident = await (await openTelephone(browser)).newPage()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const ageo = () => product.demo.tenants.find((it) => it.slug === 'ageo')!
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()

async function signIn() {
  await staff.goto(product.at('staff', ageo().staffHost))
  await onPage(staff, 'ログイン')
  await staff.fill('[name=loginId]', 'sato')
  await staff.fill('[name=password]', product.demo.password)
  await press(staff, 'ログインする')
  await onPage(staff, /の予約$/, { title: '予約の一覧' })
}

async function takeTheFileIn() {
  await follow(staff, 'カード受入')
  await onPage(staff, 'カード受入')
  await staff.selectOption('select[name=profile]', 'jlis-a')
  await staff.setInputFiles('input[type=file]', FIXTURE)
  await press(staff, 'ファイルを確かめる')
  await onPage(staff, '受入の確認')

  const counts = await staff.locator('main').innerText()
  expect(counts).toMatch(/取り込める行\s*312件/)
  expect(counts).toMatch(/誤りのある行\s*8件/)
  for (const [line, problem] of Object.entries(BAD_LINES)) {
    const row = staff
      .getByRole('row')
      .filter({ has: staff.getByRole('rowheader', { name: line, exact: true }) })
    expect(await row.innerText(), `line ${line}`).toMatch(problem)
  }

  await follow(staff, '取り込める行を取り込む')
  await onPage(staff, '取り込みの確認')
  await press(staff, '取り込む')
  await staff.getByText('312件をカードとして登録しました').waitFor({ timeout: 60_000 })
}

/** The letters of the file, opened for print: a number as it stands on the first of them, and whose it is. */
async function printTheLetters() {
  await follow(staff, '案内の印刷に進む')
  await onPage(staff, '案内の印刷')
  await staff.locator('main a[href^="/letters/open?import"]').first().click()
  await onPage(staff, '案内を印刷用に開く')
  await press(staff, /^印刷用に開く/)
  await onPage(staff, '印刷用の案内')
  // On paper each is one sheet of A4, in Japanese, easy Japanese and English.
  await staff.emulateMedia({ media: 'print' })
  const heights = await staff
    .locator('article.letter')
    .evaluateAll((all) => all.map((it) => (it.getBoundingClientRect().height / 96) * 25.4))
  expect(Math.max(...heights)).toBeLessThanOrEqual(297)
  await staff.emulateMedia({ media: null })
  const letter = staff.locator('article.letter').first()
  const number = (await letter.locator('.letter-digits').innerText()).trim()
  expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
  const label = (await letter.getAttribute('aria-label')) ?? ''
  return { number, label }
}

/** The birth date that only the person and the city's file know. */
async function birthDateOf(label: string): Promise<string> {
  const { openAdmin } = await import('@madoguchi/db')
  const admin = openAdmin(product.ground.supabase.databaseUrl)
  const people = await admin<{ name: string; birthDate: string }[]>`
    select p.name, p.birth_date from app.card_people p join app.inquiry_numbers n
      on n.tenant_id = p.tenant_id and n.card_id = p.card_id
    where p.tenant_id = ${ageo().id} and n.letter_made_at is not null`
  await admin.end()
  const [one, ...others] = people.filter((it) => label.includes(it.name))
  expect(others).toEqual([])
  return one?.birthDate ?? ''
}

async function book(number: string, birthDate: string): Promise<string> {
  await identify(number, birthDate)
  await onPage(resident, 'あなたのカード')
  await follow(resident, 'この日時で予約する')
  await onPage(resident, '窓口に来る方')
  await press(resident, '次へ進む')
  await onPage(resident, '連絡先の入力')
  await resident.fill('[name=mail]', 'resident@example.jp')
  await press(resident, '予約内容を確認する')
  await onPage(resident, '予約内容の確認')
  await press(resident, '予約を確定する')
  await onPage(resident, '予約を受け付けました')
  return resident.locator('.big-number-value').innerText()
}

async function identify(number: string, birthDate: string) {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await resident.goto(`${product.at('booking', ageo().bookingHost)}/letter`)
  await onPage(resident, 'ご本人の確認（照会番号）')
  await resident.fill('[name=number]', number)
  await resident.selectOption('[name=birth-era]', 'western')
  await resident.fill('[name=birth-year]', year)
  await resident.fill('[name=birth-month]', month)
  await resident.fill('[name=birth-day]', day)
  await press(resident, 'カードの状況を見る')
}

async function mailTo(address: string) {
  for (let tries = 0; tries < 150; tries++) {
    const answer = await fetch(`${product.ground.supabase.mailboxUrl}/api/messages?to=${address}`)
    const { messages } = (await answer.json()) as { messages: { subject: string; text: string }[] }
    if (messages[0]) return messages[0]
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`no mail came to ${address}`)
}

/** By keyboard alone: no act is more than three Tabs away, and Enter does it. */
async function reach(name: string) {
  for (let tabs = 1; tabs <= 3; tabs++) {
    await staff.keyboard.press('Tab')
    const focused = staff.locator(':focus')
    if ((await focused.innerText()).trim() === name || (await focused.getAttribute('aria-label')) === name)
      return staff.keyboard.press('Enter')
  }
  throw new Error(`「${name}」 is not within reach of the keyboard at ${staff.url()}`)
}

/** The counter, with a scanner (it types and ends with Enter) and the keyboard: no mouse. */
async function handOver(reservationNumber: string) {
  await staff.goto(product.at('staff', ageo().staffHost), { waitUntil: 'networkidle' })
  await staff.keyboard.press('/')
  await staff.keyboard.type(reservationNumber.replaceAll('-', ''))
  await staff.keyboard.press('Enter')
  await staff.getByRole('button', { name: '受付する' }).waitFor()
  await reach('受付する')
  await staff.getByText('受付しました').waitFor()
  await reach('手続を始める')
  await staff.getByText('手続を始めました').waitFor()
  await reach('カードを交付する')
  await staff.waitForURL(/\/hand-over$/, { waitUntil: 'networkidle' })
  await onPage(staff, 'カードの交付')
  await staff.keyboard.press('Tab')
  await staff.keyboard.press('Space')
  expect(await staff.getByLabel('本人', { exact: true }).isChecked()).toBe(true)
  await reach('交付済にする')
  await staff.getByText('交付しました').waitFor()
  const history = await staff.locator('main').innerText()
  for (const act of ['受領', '受付', '窓口で開始', '交付']) expect(history).toContain(act)
  expect(history).toContain('交付済')
}

it(`a card arrives, its owner books on a telephone without JavaScript, an officer hands it over, and the owner's page says so ${req('1.show.3')}`, async () => {
  await signIn()
  await takeTheFileIn()
  const { number, label } = await printTheLetters()
  const birthDate = await birthDateOf(label)
  const reservation = await book(number, birthDate)

  const mail = await mailTo('resident@example.jp')
  expect(mail.subject).toContain('予約を受け付けました')
  expect(mail.text).toContain(reservation)

  await handOver(reservation)
  await identify(number, birthDate)
  await onPage(resident, 'あなたのカード')
  expect(await resident.locator('main').innerText()).toContain('にお渡ししました')
})
