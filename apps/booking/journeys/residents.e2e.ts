import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

let product: StartedProduct
let browser: Browser
const opened: BrowserContext[] = []

beforeAll(async () => {
  product = await startProduct({ programs: ['booking'] })
  browser = await openBrowser()
})
afterEach(() => Promise.all(opened.splice(0).map((it) => it.close())))
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const tenant = (slug: string) => product.demo.tenants.find((it) => it.slug === slug)!
const ageo = () => tenant('ageo')
const letterOf = (slug: string) => product.demo.tenants.find((it) => it.slug === slug)!.letter!

async function visit(path: string, options: Parameters<typeof openTelephone>[1] = {}): Promise<Page> {
  const context = await openTelephone(browser, options)
  opened.push(context)
  const page = await context.newPage()
  await page.goto(product.at('booking', ageo().bookingHost) + path)
  return page
}

async function typeBirth(page: Page, birthDate: string, era = 'western') {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await page.selectOption('[name=birth-era]', era)
  await page.fill('[name=birth-year]', year)
  await page.fill('[name=birth-month]', String(Number(month)))
  await page.fill('[name=birth-day]', String(Number(day)))
}

/** On A4 paper the confirmation is one page, with its code and what to bring. */
async function fitsOnePage(page: Page) {
  await page.emulateMedia({ media: 'print' })
  for (const part of ['.big-number-value', '.check-in-code', '.bring-list'])
    expect(await page.isVisible(part)).toBe(true)
  await page.emulateMedia({ media: null })
  const paper = await page.pdf({ format: 'A4' })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()

describe('a resident with a postcard, on a telephone without JavaScript', () => {
  it(`books, sees it, moves it, cancels it ${req('1.F.2')} ${req('1.F.5')} ${req('1.F.8')} ${req('1.F.9')} ${req('1.F.12')}`, async () => {
    const letter = letterOf('ageo')
    const page = await visit('/')
    await onPage(page, 'マイナンバーカードの受け取りと手続きの予約')
    await follow(page, /はがき・案内/)

    await onPage(page, 'ご本人の確認（照会番号）')
    await page.fill('[name=number]', letter.number.slice(0, -1))
    await press(page, 'カードの状況を見る')
    await onPage(page, 'ご本人の確認（照会番号）')
    expect(await page.innerText('.error-summary')).toContain(
      '照会番号は12文字です。いま11文字入力されています。',
    )
    expect(await page.inputValue('[name=number]')).toBe(letter.number.slice(0, -1))

    const fullWidth = letter.number
      .toLowerCase()
      .replace(/[a-z0-9]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0))
    await page.fill('[name=number]', fullWidth)
    await typeBirth(page, letter.birthDate)
    await press(page, 'カードの状況を見る')

    await onPage(page, 'あなたのカード')
    expect(await page.innerText('main')).toContain('カードは上尾市役所に届いています')
    await follow(page, 'この日時で予約する')

    await onPage(page, '窓口に来る方')
    await press(page, '次へ進む')
    await onPage(page, '連絡先の入力')
    await page.fill('[name=mail]', 'hanako')
    await press(page, '予約内容を確認する')
    await onPage(page, '連絡先の入力')
    expect(await page.innerText('.error-summary')).toContain('メールアドレスの形になっていません')
    await page.fill('[name=mail]', 'hanako@exmaple.jp')
    await press(page, '予約内容を確認する')
    await onPage(page, '予約内容の確認')
    expect(await page.innerText('main')).toContain('hanako@exmaple.jp')
    await follow(page, 'メールアドレスを変更する')
    await onPage(page, '連絡先の入力')
    expect(await page.inputValue('[name=mail]')).toBe('hanako@exmaple.jp')
    await page.fill('[name=mail]', 'hanako@example.jp')
    await press(page, '予約内容を確認する')
    await onPage(page, '予約内容の確認')
    await page.goBack()
    await onPage(page, '連絡先の入力')
    await page.goForward()
    await onPage(page, '予約内容の確認')
    expect(page.url()).not.toContain('hanako')
    await press(page, '予約を確定する')

    await onPage(page, '予約を受け付けました')
    await fitsOnePage(page)
    const number = await page.innerText('.big-number-value')
    expect(number).toMatch(/^\d{4}-\d{4}$/)
    const [file] = await Promise.all([page.waitForEvent('download'), follow(page, 'カレンダーに追加する')])
    expect(file.suggestedFilename()).toBe(`reservation-${number.replace('-', '')}.ics`)

    await follow(page, 'この予約を変更・取消する')
    await onPage(page, '予約の内容')
    const before = await page.innerText('.summary-list')
    await follow(page, '日時や会場を変更する')
    await onPage(page, '変更後の日時をえらんでください')
    await follow(page, '早い順の一覧')
    await page.locator('.time-list a').last().click() // never the present time, whatever the hour of the test
    await onPage(page, '変更内容の確認')
    await press(page, 'この内容に変更する')
    await onPage(page, '予約を変更しました')
    expect(await page.innerText('.summary-list')).not.toBe(before)
    expect(await page.innerText('.big-number-value')).toBe(number)

    await follow(page, '予約を取り消す')
    await onPage(page, '予約の取消')
    await press(page, 'この予約を取り消す')
    await onPage(page, '予約を取り消しました')
    await press(page, '終了する')
    await onPage(page, '終了しました')
    await page.goto(`${product.at('booking', ageo().bookingHost)}/card`)
    await onPage(page, 'ご本人の確認（照会番号）')
  })
})

describe('a resident without a letter', () => {
  it(`books a renewal from the calendar, and finds it again ${req('1.F.6')} ${req('1.F.7')}`, async () => {
    const page = await visit('/')
    await follow(page, /青い封筒/)
    await onPage(page, '青い封筒（有効期限のお知らせ）が届いた方')
    await follow(page, /電子証明書の更新/)
    await onPage(page, '空き状況')
    await follow(page, '早い順の一覧')
    await onPage(page, '空き状況')
    await follow(page, 'カレンダー')
    await page.locator('.time-list a').first().click()

    await onPage(page, '窓口に来る方')
    await press(page, '次へ進む')
    await onPage(page, 'お名前と連絡先の入力')
    await press(page, '予約内容を確認する')
    await onPage(page, 'お名前と連絡先の入力')
    expect(await page.locator('.error-summary li').count()).toBe(2)
    await page.fill('[name=kana]', 'やまだ たろう')
    await typeBirth(page, '55-4-1', 'showa')
    await press(page, '予約内容を確認する')
    await onPage(page, '予約内容の確認')
    await press(page, '予約を確定する')
    await onPage(page, '予約を受け付けました')
    const number = await page.innerText('.big-number-value')

    const later = await visit('/my')
    await onPage(later, 'ご本人の確認（予約番号）')
    await later.fill('[name=number]', number)
    await typeBirth(later, '1980-04-02')
    await press(later, '予約を確認する')
    expect(await later.innerText('.error-summary')).toContain('見つかりませんでした')
    await typeBirth(later, '1980-04-01')
    await press(later, '予約を確認する')
    await onPage(later, '予約の内容')
  })
})

describe.each([
  ['/letter', 'ご本人の確認（照会番号）', 'カードの状況を見る'],
  ['/my', 'ご本人の確認（予約番号）', '予約を確認する'],
])('a resident without JavaScript whose number %s refused', (door, heading, button) => {
  it('goes on and back, and is not asked to send the form again', async () => {
    const page = await visit(door)
    await page.fill('[name=number]', 'ABC')
    await press(page, button)
    await onPage(page, heading)
    expect(await page.inputValue('[name=number]')).toBe('ABC')
    await page.locator('footer a').first().click()
    await onPage(page, 'アクセシビリティ')
    await page.goBack()
    await onPage(page, heading)
    await page.goForward()
    await onPage(page, 'アクセシビリティ')
  })
})

describe('the QR code of a letter', () => {
  it(`fills the number in where a script runs, and it leaves the address ${req('1.F.3')}`, async () => {
    const { number, birthDate } = letterOf('ageo')
    const page = await visit(`/k#${number.replaceAll('-', '')}`, { javaScript: true })
    await onPage(page, 'ご本人の確認（生年月日）')
    expect(await page.inputValue('[name=number]')).toBe(number.replaceAll('-', ''))
    expect(page.url()).not.toContain('#')
    await typeBirth(page, birthDate)
    await press(page, 'カードの状況を見る')
    await onPage(page, 'あなたのカード')
  })
})

describe.each([
  ['ja', '日本語'],
  ['ja-easy', 'やさしい にほんご'],
  ['en', 'English'],
])('in %s', (language, name) => {
  it(`every page that anyone may open reads well on the narrowest screen ${req('1.F.1')} ${req('1.show.7')}`, async () => {
    const page = await visit('/', { width: 320 })
    await follow(page, name)
    expect(await page.getAttribute('html', 'data-language')).toBe(language)
    const home = product.at('booking', ageo().bookingHost)
    const paths = [
      '/',
      '/letter',
      '/k',
      '/procedures',
      '/procedures?letter=renewal',
      '/availability',
      '/my',
      '/accessibility',
      '/privacy',
    ]
    const more = [
      '/availability?procedure=P09',
      '/availability?procedure=P01&view=list&morning=1',
      '/session-over?door=my',
      '/finish',
      '/nothing',
    ]
    for (const path of [...paths, ...more]) {
      await page.goto(home + path)
      await onPage(page, /./)
      expect(await page.innerText('body')).not.toMatch(/\b(booking|common|papers):|\{\{/)
    }
  })

  it(`every page of a resident's own reads well on the narrowest screen ${req('1.F.12')} ${req('1.show.7')}`, async () => {
    const page = await visit('/', { width: 320 })
    await follow(page, name)
    const home = product.at('booking', ageo().bookingHost)
    const open = async (path: string) => {
      await page.goto(home + path)
      await onPage(page, /./)
    }
    const send = async (action: string) => {
      await page.click(`form[action^="${action}"] button`)
      await onPage(page, /./)
    }
    await open('/letter')
    await send('/letter')
    await page.fill('[name=number]', letterOf('ageo').number)
    await typeBirth(page, letterOf('ageo').birthDate)
    await send('/letter')
    expect(new URL(page.url()).pathname).toBe('/card')

    await open('/availability?procedure=P09&view=list')
    await page.locator('.time-list a').last().click()
    await onPage(page, /./)
    await send('/book/who')
    await send('/book/check')
    await page.fill('[name=kana]', 'Maria')
    await typeBirth(page, '1990-05-05')
    await send('/book/check')
    await send('/book?')
    const id = new URL(page.url()).pathname.replace('/done/', '')
    await open(`/my/${id}`)
    await open(`/my/${id}/cancel`)
    await open(`/availability?procedure=P09&change=${id}`)
    await page.locator('.time-list a').first().click()
    await onPage(page, /./)
    await send(`/my/${id}/change`)
    await open(`/my/${id}/cancel`)
    await send(`/my/${id}/cancel`)
    await open('/my')
    await send('/finish')
  })
})
