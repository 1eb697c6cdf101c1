import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { follow, press, typeBirth } from './residents/on-the-telephone.ts'

let product: StartedProduct
let browser: Browser
const ageo = () => product.demo.tenants.find((it) => it.slug === 'ageo')!

beforeAll(async () => {
  product = await startProduct({ programs: ['booking'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** From the reservation: somebody without a letter comes along. */
async function add(page: Page, procedure: string, kana: string, born: string) {
  await follow(page, 'ご家族の分を加える')
  await onPage(page, 'どなたの分を加えますか')
  await follow(page, procedure)
  await onPage(page, '加える方')
  await page.fill('[name=kana]', kana)
  await typeBirth(page, born)
  await press(page, 'この方を加える')
  await onPage(page, '窓口に来る方')
  await press(page, 'この内容に変更する')
  await onPage(page, '予約の内容')
}

describe.each([
  [390, false],
  [390, true],
  [1280, false],
  [1280, true],
])('a family of four with three procedures, at %i px, scripts: %s', (width, javaScript) => {
  it(`comes together in one reservation, each with their own list, and one stays at home after all ${req('2.C.2')} ${req('2.show.2')}`, async () => {
    const context = await openTelephone(browser, { width, javaScript })
    const page = await context.newPage()
    const { letter, bookingHost } = ageo()
    await page.goto(`${product.at('booking', bookingHost)}/letter`)
    await page.fill('[name=number]', letter?.number ?? '')
    await typeBirth(page, letter?.birthDate ?? '')
    await press(page, 'カードの状況を見る')
    await onPage(page, 'あなたのカード')
    await follow(page, '家族の分も一緒に')
    await onPage(page, /空き/)
    await page.getByRole('link', { name: '4人', exact: true }).click()
    await onPage(page, /空き/)
    expect(await page.innerText('main')).toContain('4人で同じ日時に来られる空きです')
    await page.locator('a[href*="slot="]').first().click()
    await onPage(page, '窓口に来る方')
    await press(page, '次へ進む')
    await onPage(page, '連絡先の入力')
    await press(page, '予約内容を確認する')
    await onPage(page, '予約内容の確認')
    await press(page, '予約を確定する')
    await onPage(page, '予約を受け付けました')

    await add(page, '電子証明書の更新', 'しけん ちち', '1980-04-01')
    await add(page, '暗証番号の変更', 'しけん あに', '2013-04-02')
    await add(page, '暗証番号の変更', 'しけん いもうと', '2016-04-02')
    expect(await page.locator('.bring-list').count()).toBe(4)
    const main = await page.innerText('main')
    for (const it of ['1人目', 'シケン チチ', 'シケン アニ', 'シケン イモウト']) expect(main).toContain(it)

    await follow(page, '4人目の手続きを変える')
    await onPage(page, '4人目の手続きを変える')
    await press(page, 'この方の分を取り消す')
    await onPage(page, '予約の内容')
    expect(await page.locator('.bring-list').count()).toBe(3)

    await follow(page, '予約を取り消す')
    await onPage(page, '予約の取消')
    await press(page, 'この予約を取り消す')
    await onPage(page, '予約を取り消しました')
    await context.close()
  })
})
