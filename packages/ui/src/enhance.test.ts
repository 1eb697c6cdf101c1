import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../testing/open-browser.ts'

const SITE = 'http://madoguchi.test'
let browser: Browser
let script: string

beforeAll(async () => {
  const source = readFileSync(new URL('./enhance.ts', import.meta.url), 'utf8')
  script = `${stripTypeScriptTypes(source).replaceAll('export ', '')}\nenhance()`
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Serves `body` (asked anew for every request) with the script, and runs `work` on the opened page. */
async function onPage(
  body: string | (() => string),
  work: (page: Page, posts: string[]) => Promise<void>,
  path = '/',
) {
  const context = await browser.newContext()
  const posts: string[] = []
  await context.route(`${SITE}/**`, async (route) => {
    if (route.request().method() === 'POST') {
      posts.push(route.request().postData() ?? '')
      return route.fulfill({ status: 204 })
    }
    const html = typeof body === 'string' ? body : body()
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: `<!doctype html><body>${html}<script>${script}</script>`,
    })
  })
  const page = await context.newPage()
  await page.goto(SITE + path)
  await work(page, posts).finally(() => context.close())
}

const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id)

describe('a page with an error summary', () => {
  it('gives it focus', () =>
    onPage('<input autofocus><div id="errors" tabindex="-1" data-autofocus></div>', async (page) => {
      expect(await focusedId(page)).toBe('errors')
    }))
})

describe('the scan box', () => {
  const body = '<input id="scan" value="old" data-focus-key="/"><input id="name"><button id="b">b</button>'

  it('gets focus by its key, with what it held selected', () =>
    onPage(body, async (page) => {
      await page.keyboard.press('/')
      await page.keyboard.type('N7')
      expect(await page.inputValue('#scan')).toBe('N7')
    }))

  it('leaves the key to whoever is typing elsewhere', () =>
    onPage(body, async (page) => {
      await page.fill('#name', '1')
      await page.keyboard.press('/')
      expect(await page.inputValue('#name')).toBe('1/')
    }))
})

describe('a form that must be sent once', () => {
  const body = '<form method="post" data-submit-once><button name="act" value="book">予約する</button></form>'

  it('drops the second tap and sends the button with the first', () =>
    onPage(body, async (page, posts) => {
      await page.dblclick('button')
      await page.waitForTimeout(200)
      expect(posts).toEqual(['act=book'])
      expect(await page.isEnabled('button')).toBe(true)
    }))
})

describe('a time limit', () => {
  const body = (seconds: number) =>
    `<div data-countdown="${new Date(Date.now() + seconds * 1000).toISOString()}" data-countdown-warn="120"
       data-countdown-warning="あと2分です" data-countdown-over="終わりました"><p>9時42分まで</p><p role="status"></p></div>`

  it.each([
    ['keeps still while there is time', 600, ''],
    ['says politely that it ends soon', 100, 'あと2分です'],
    ['says that it is over', -1, '終わりました'],
  ])('%s', (_what, seconds, said) =>
    onPage(body(seconds), async (page) => {
      await page.waitForTimeout(1300)
      expect(await page.textContent('[role=status]')).toBe(said)
    }),
  )
})

describe('a QR letter whose token stands behind #', () => {
  const body =
    '<main id="main"></main><p data-unless-filled>a</p><p data-when-filled hidden>b</p><input data-fill-from-hash>'

  it('fills the number in and leaves no trace in the address', () =>
    onPage(
      body,
      async (page) => {
        expect(await page.inputValue('input')).toBe('7K3M 9QXT')
        expect(await page.textContent('p:visible')).toBe('b')
        expect(page.url()).toBe(`${SITE}/identify?lang=en`)
      },
      '/identify?lang=en#7K3M%209QXT',
    ))

  it.each(['#main', '#%E0%A4%A', '#'])('takes %j for no token', (hash) =>
    onPage(
      body,
      async (page) => {
        expect(await page.inputValue('input')).toBe('')
        expect(await page.textContent('p:visible')).toBe('a')
      },
      `/${hash}`,
    ),
  )
})

describe('a board that updates by itself', () => {
  it('shows the new state and keeps focus on the same link', () => {
    let turn = 0
    const board = () => `<div id="board" data-refresh="1"><p>${turn++}</p><a href="/card/7">カード</a></div>`
    return onPage(board, async (page) => {
      await page.focus('a')
      await page.waitForFunction(() => document.querySelector('#board p')?.textContent !== '0')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/card/7')
      expect(await page.locator('html[data-stale]').count()).toBe(0)
    })
  })

  it('does not take a field away from whoever is writing in it', () => {
    let turn = 0
    const board = () => `<div id="board" data-refresh="1"><p>${turn++}</p><input></div>`
    return onPage(board, async (page) => {
      await page.fill('input', 'half a wo')
      await page.waitForTimeout(2300)
      expect(await page.inputValue('input')).toBe('half a wo')
    })
  })

  it('says that it is stale when the server does not answer', () =>
    onPage('<div id="board" data-refresh="1"></div>', async (page) => {
      await page.context().setOffline(true)
      await page.route('**', (route) => route.abort())
      await page.waitForSelector('html[data-stale]', { state: 'attached', timeout: 5000 })
    }))
})

describe('a print button', () => {
  it('prints', () =>
    onPage('<button data-print><b>印刷する</b></button>', async (page) => {
      await page.evaluate(() =>
        Object.assign(window, { print: () => document.body.classList.add('printed') }),
      )
      await page.click('b')
      expect(await page.getAttribute('body', 'class')).toBe('printed')
    }))
})
