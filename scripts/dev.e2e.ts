import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningCommand, runNpm } from './testing/run-npm.ts'

// Vite's hot-reload socket lies 20000 above, which must still be a port; two runs at once do not meet.
const PORT = String(18_000 + (process.pid % 7000))
const PORTS = {
  BOOKING_PORT: PORT,
  SUPABASE_PORT: '0',
  POSTGRES_PORT: '0',
  MAILBOX_PORT: '0',
  SMTP_PORT: '0',
}
const PAGE = 'apps/booking/app/routes/top.tsx'
const SERVER = 'apps/booking/booking-app.ts'

const copy = mkdtempSync(join(tmpdir(), 'madoguchi-dev-'))
let dev: RunningCommand
let browser: Browser
let page: Page

/** Files of ours are copied, for they will be edited; what npm has installed is only linked to. */
function copyProject() {
  const skip = /(^|\/)(node_modules|build|\.local|\.turbo|\.git|docs|deploy)$/
  cpSync('.', copy, { recursive: true, filter: (path) => !skip.test(path) })
  const ours = join(copy, 'node_modules', '@madoguchi')
  mkdirSync(ours, { recursive: true })
  for (const name of readdirSync('node_modules').filter((it) => it !== '@madoguchi'))
    symlinkSync(resolve('node_modules', name), join(copy, 'node_modules', name))
  for (const name of readdirSync('packages')) symlinkSync(join(copy, 'packages', name), join(ours, name))
}

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(join(copy, path), change(readFileSync(join(copy, path), 'utf8')))

const untilConnected = () => page.waitForEvent('console', (it) => it.text() === '[vite] connected.')

beforeAll(async () => {
  copyProject()
  dev = runNpm(['run', 'dev', '--', 'booking'], { HOME: copy, ...PORTS }, copy)
  await dev.until('Ctrl-C を押してください')
  browser = await openBrowser()
  page = await browser.newPage()
})
afterAll(async () => {
  await browser?.close()
  await dev?.pressCtrlC()
  rmSync(copy, { recursive: true, force: true })
})

describe('npm run dev', () => {
  it(`shows a change to a page at once, without a restart ${req('1.B.12')}`, async () => {
    const connected = untilConnected()
    await page.goto(`http://ageo.localhost:${PORT}/`)
    await connected
    edit(PAGE, (text) => text.replace('<ul className="link-list">', '<p id="new">新しい文</p>$&'))
    await page.waitForSelector('#new')
    expect(dev.said()).not.toContain('変更を読み込みました')
  })

  it(`starts a program again when code that its server runs was saved ${req('1.B.12')}`, async () => {
    appendFileSync(join(copy, SERVER), '\n// saved\n')
    await dev.until('変更を読み込みました：予約ページ', 30)
    // The open page asks for itself anew at a moment of its own, which may just then be in the way of ours.
    const opens = async () => (await page.goto(`http://ageo.localhost:${PORT}/`).catch(() => null))?.status()
    await expect.poll(opens, { timeout: 20_000 }).toBe(200)
    await page.locator('h1').waitFor()
  })

  it(`says what is wrong with code that does not start, and goes on once it is mended ${req('1.B.12')}`, async () => {
    edit(SERVER, (text) => `const broken: = 1\n${text}`)
    await dev.until(/予約ページ（booking）が起動しませんでした。[\s\S]+SyntaxError/, 30)
    edit(SERVER, (text) => text.replace('const broken: = 1\n', ''))
    await dev.until(/起動しませんでした[\s\S]+変更を読み込みました：予約ページ/, 30)
  })
})
