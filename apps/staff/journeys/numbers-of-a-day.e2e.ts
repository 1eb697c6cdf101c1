import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
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
let ageo: StartedProduct['demo']['tenants'][number]
let site: string
let office: string

beforeAll(async () => {
  product = await startProduct({ programs: ['booking', 'staff', 'api'], cards: false })
  browser = await openBrowser()
  admin = openAdmin(product.ground.supabase.databaseUrl)
  const found = product.demo.tenants.find((it) => it.slug === 'ageo')
  if (!found) throw new Error('上尾市 is not there')
  ageo = found
  site = product.at('booking', ageo.bookingHost)
  office = product.at('staff', ageo.staffHost)
})
afterAll(async () => {
  await admin?.end()
  await browser?.close()
  await product?.stop()
})

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const says = (page: Page, words: string | RegExp) =>
  expect.poll(() => page.locator('main').innerText(), { timeout: 30_000 }).toMatch(words)

/** Somebody has booked for now, for a procedure without a card. Answers what their QR code holds, right by its check digit. */
async function booked(number: string): Promise<string> {
  const [at] = await admin<[{ venueId: string; laneId: string }]>`
    select v.id as venue_id, l.id as lane_id from app.venues v join app.lanes l on l.tenant_id = v.tenant_id
    where v.tenant_id = ${ageo.id} and v.code = 'city-hall' and l.code = 'certificate'`
  const subjectId = mintId<string>()
  const it = { ...at, subjectId, number, startsAt: new Date() }
  const { id } = await factories.reservations(admin as never, ageo.id, it)
  await factories.reservationPeople(admin as never, ageo.id, {
    reservationId: id,
    subjectId,
    procedureCode: 'P09',
  })
  return number
}

async function officer(options: { javaScriptEnabled: boolean; width: number }) {
  const context = await browser.newContext({
    viewport: { width: options.width, height: 800 },
    locale: 'ja',
    timezoneId: 'Asia/Tokyo',
    javaScriptEnabled: options.javaScriptEnabled,
  })
  const page = await context.newPage()
  await page.goto(office)
  await page.fill('[name=loginId]', 'sato')
  await page.fill('[name=password]', product.demo.password)
  await press(page, 'ログインする')
  await page.waitForURL(`${office}/`)
  return page
}

it.each([
  ['on a desk, with scripts', '00000076', { javaScript: true, width: 1280, counter: '5' }],
  ['on telephones and small screens, without', '12345671', { javaScript: false, width: 390, counter: '6' }],
])(
  `check-in by QR, call board, finish: %s ${req('2.show.2')} ${req('2.G.1')} ${req('2.G.3')}`,
  async (_, code, how) => {
    const { javaScript, width, counter } = how
    const number = await booked(code)
    const screen = { javaScript, width }

    const kiosk = await (await openTelephone(browser, screen)).newPage()
    await kiosk.goto(`${site}/kiosk/${ageo.queue.kiosk}`)
    await onPage(kiosk, '受付')
    // As a scanner types: the field has focus where a script may give it, and Enter sends.
    if (!javaScript) await kiosk.focus('[name=number]')
    await kiosk.keyboard.type(number)
    await kiosk.keyboard.press('Enter')
    await kiosk.waitForURL(/\/ticket\//)
    await onPage(kiosk, 'あなたの番号')
    const label = /C\d{3}/.exec(await kiosk.innerText('main'))?.[0] ?? ''
    expect(label).not.toBe('')

    const telephone = await (await openTelephone(browser, screen)).newPage()
    await telephone.goto(`${site}/queue/${kiosk.url().split('/').at(-1)}`)
    await onPage(telephone, 'あなたの番号')
    const board = await (await openTelephone(browser, screen)).newPage()
    await board.goto(`${site}/board/${ageo.queue.board}`)
    await onPage(board, '番号のご案内')

    const desk = await officer({ javaScriptEnabled: javaScript, width })
    await desk.goto(`${office}/queue?counter=${counter}`)
    await onPage(desk, '呼出')
    await press(desk, `${label} 呼ぶ`)
    await desk.getByText(`${label} を${counter}番窓口に呼びました`).waitFor()
    await onPage(desk, '呼出')

    // Nobody touches them: they learn of it by themselves, with a script or without.
    await says(board, new RegExp(`${label}\\s*${counter}番窓口`))
    await onPage(board, '番号のご案内')
    if (!javaScript) await telephone.reload()
    await says(telephone, `${counter}番窓口へお越しください`)
    await onPage(telephone, 'あなたの番号')

    await press(desk, `${label} 対応を始める`)
    await desk.waitForURL(/\/reservations\//)
    await press(desk, '手続を完了する')
    await desk.getByText('手続を完了しました').waitFor()
    await expect
      .poll(() => board.locator('.board-calls').innerText(), { timeout: 30_000 })
      .not.toContain(label)
    await telephone.reload()
    await says(telephone, 'この番号のお手続きは終わりました')
  },
)

it(`a board that nobody tells any more says so, and comes back by itself ${req('2.G.3')}`, async () => {
  const board = await (await openTelephone(browser, { javaScript: true, width: 1280 })).newPage()
  await board.goto(`${site}/board/${ageo.queue.board}`)
  const said = () => board.locator('[data-live-state]').textContent()
  await expect.poll(said, { timeout: 10_000 }).toBe('')
  // Told again after three seconds at the earliest: what stands there meanwhile can be seen.
  const restarted = product.running.find((it) => it.program === 'booking')?.restart()
  await expect.poll(said, { timeout: 30_000 }).toContain('表示が新しくなりません')
  await restarted
  await expect.poll(said, { timeout: 60_000 }).toBe('')
  await says(board, 'お呼びしている番号')
})
