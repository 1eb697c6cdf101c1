import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import { openAdmin } from '@madoguchi/db'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitsOneSheet } from './residents/fits-one-sheet.ts'

let product: StartedProduct
let browser: Browser
const BORN = '1958-05-05'
const ageo = () => product.demo.tenants.find((it) => it.slug === 'ageo')!

beforeAll(async () => {
  product = await startProduct({ programs: ['booking', 'api'] })
  browser = await openBrowser()
  // Young enough that her age is no reason by itself.
  await isBorn(BORN)
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function isBorn(date: string) {
  const admin = openAdmin(product.ground.supabase.databaseUrl)
  const { id, letter } = ageo()
  await admin`update app.card_people set birth_date = ${date} where tenant_id = ${id} and name = ${letter?.name ?? ''}`
  await admin.end()
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string) => page.getByRole('link', { name }).first().click()
const choose = (page: Page, name: string | RegExp) => page.getByRole('radio', { name }).check()

/** What the page tells to bring, thing by thing. */
const thingsOn = (page: Page) => page.locator('.bring-list label').allInnerTexts()

async function mailTo(address: string) {
  for (let tries = 0; tries < 150; tries++) {
    const answer = await fetch(`${product.ground.supabase.mailboxUrl}/api/messages?to=${address}`)
    const { messages } = (await answer.json()) as { messages: { subject: string; text: string }[] }
    if (messages[0]) return messages[0]
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(`no mail came to ${address}`)
}

async function atMyCard(page: Page, born = BORN) {
  const [year = '', month = '', day = ''] = born.split('-')
  await page.goto(`${product.at('booking', ageo().bookingHost)}/letter`)
  await page.fill('[name=number]', ageo().letter?.number ?? '')
  await page.selectOption('[name=birth-era]', 'western')
  await page.fill('[name=birth-year]', year)
  await page.fill('[name=birth-month]', String(Number(month)))
  await page.fill('[name=birth-day]', String(Number(day)))
  await press(page, 'カードの状況を見る')
  await onPage(page, 'あなたのカード')
}

describe.each([
  [390, false],
  [390, true],
  [1280, false],
  [1280, true],
])('a son who fetches the card of his mother in hospital, at %i px, scripts: %s', (width, javaScript) => {
  it(`says so once, and the page, the reservation and the mail tell him the same ${req('2.C.3')} ${req('2.C.4')}`, async () => {
    const context = await openTelephone(browser, { width, javaScript })
    const page = await context.newPage()
    const address = `son-${width}-${javaScript}@example.jp`
    await atMyCard(page)
    const usual = await thingsOn(page)
    await follow(page, 'この日時で予約する')

    await onPage(page, '窓口に来る方')
    expect(await page.isVisible('[data-of=proxy]')).toBe(false)
    await choose(page, /任意代理人/)
    expect(await page.innerText('[data-of=proxy]')).toContain('仕事や学校が忙しいことは、理由になりません')
    await press(page, '次へ進む')
    await onPage(page, '窓口に来る方')
    expect(await page.innerText('.error-summary')).toContain('ご本人が来られない理由をえらんでください。')
    await choose(page, '長期入院中の方')
    await page.check('[name=changed][value=yes]')
    await press(page, '次へ進む')

    await onPage(page, '連絡先の入力')
    await page.fill('[name=mail]', address)
    await press(page, '予約内容を確認する')
    await onPage(page, '予約内容の確認')
    expect(await page.innerText('.summary-list')).toContain('長期入院中の方')
    const things = await thingsOn(page)
    expect(things).not.toEqual(usual)
    expect(things.join()).toContain('書類Aを2点、または書類Aと書類Bを1点ずつ')
    expect(things.join()).toContain('来られない理由（長期入院中の方）がわかる書類')
    expect(await page.innerText('.bring-list')).toContain(
      '個人番号カード顔写真証明書（病院長が作成したもの）',
    )
    await press(page, '予約を確定する')

    await onPage(page, '予約を受け付けました')
    expect(await thingsOn(page)).toEqual(things)
    await fitsOneSheet(page)
    await follow(page, 'この予約を変更・取消する')
    await onPage(page, '予約の内容')
    expect(await thingsOn(page)).toEqual(things)
    await fitsOneSheet(page)
    const { text } = await mailTo(address)
    for (const thing of things) expect(text).toContain(thing)
    expect(text).toContain('個人番号カード顔写真証明書（病院長が作成したもの）')

    await follow(page, '予約を取り消す')
    await onPage(page, '予約の取消')
    await press(page, 'この予約を取り消す')
    await onPage(page, '予約を取り消しました')
    await context.close()
  })
})

describe('a mother who fetches the card of her small child alone', () => {
  it(`prints the longest list on one sheet, in every language ${req('2.C.4')}`, async () => {
    const born = '2020-05-05'
    await isBorn(born)
    const page = await (await openTelephone(browser)).newPage()
    await atMyCard(page, born)
    await follow(page, 'この日時で予約する')
    await onPage(page, '窓口に来る方')
    await choose(page, /^法定代理人.*だけ/)
    await page.check('[name=changed][value=yes]')
    await press(page, '次へ進む')
    await press(page, '予約内容を確認する')
    await press(page, '予約を確定する')
    await onPage(page, '予約を受け付けました')
    expect(await page.locator('.bring-list label').count()).toBeGreaterThanOrEqual(6)
    const done = page.url()
    for (const address of [done, done.replace('/done/', '/my/')])
      for (const language of ['ja', 'ja-easy', 'en']) {
        await page.goto(`${address}?lang=${language}`)
        await fitsOneSheet(page)
      }
    await page.context().close()
  })
})
