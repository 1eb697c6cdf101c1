import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aliveAfter, memberOf, type RunningCommand, runNpm } from './testing/run-npm.ts'

const TABLE = 'Ctrl-C を押してください'
const ANY_PORTS = Object.fromEntries(
  ['BOOKING', 'STAFF', 'OPERATOR', 'API', 'SUPABASE', 'POSTGRES', 'MAILBOX', 'SMTP'].map((it) => [
    `${it}_PORT`,
    '0',
  ]),
)

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
// npm puts its cache there where HOME is empty; whoever really has such a folder keeps it.
const strayHome = existsSync('~') ? null : '~'
let browser: Browser
let page: Page
/** The one that is up now; each situation below begins where the one above has left off. */
let running: RunningCommand

const npm = (args: string[], env: Record<string, string> = {}) =>
  runNpm(args, { HOME: '', DATA_FOLDER: folder, ...ANY_PORTS, ...env })
const start = (programs: string[] = [], env = {}) => npm(['start', '--', ...programs], env)

/** What stands in the table beside a name; with several, in their order. */
const beside = (name: string, said = running.said()) =>
  said
    .split('\n')
    .filter((line) => line.trim().startsWith(`${name} `))
    .map((line) => line.trim().split(/\s+/)[1] ?? '')

beforeAll(async () => {
  browser = await openBrowser()
  page = await (await openTelephone(browser)).newPage()
})
afterAll(async () => {
  await browser?.close()
  await running?.pressCtrlC()
  rmSync(folder, { recursive: true, force: true })
  if (strayHome) rmSync(strayHome, { recursive: true, force: true })
})

describe('a first start, with an empty HOME', () => {
  beforeAll(async () => {
    running = start()
    await running.until(TABLE)
  })

  it(`says what it is doing, and ends in the table ${req('1.B.1')} ${req('1.B.2')}`, () => {
    const steps = [
      'データベースを新しく作って',
      '表を作って',
      '枠を作って',
      'カード到着ファイル',
      'プログラムを起動',
    ]
    expect(steps.filter((it) => !running.said().includes(it))).toEqual([])
    const lines = running.said().split('\n')
    const isEdge = (line: string) => line.startsWith('---')
    const table = lines.slice(lines.findIndex(isEdge), lines.findLastIndex(isEdge) + 1)
    expect(table.length).toBeGreaterThan(15)
    expect(table.filter((it) => widthOf(it) > 80)).toEqual([])
  })

  it(`has a page behind every address ${req('1.show.1')}`, async () => {
    const addresses = running.said().match(/http:\/\/\S+/g) ?? []
    expect(addresses.length).toBeGreaterThanOrEqual(7)
    for (const address of addresses)
      expect([address, (await page.goto(address))?.status()]).toEqual([address, 200])
  })

  it(`has an inquiry number that books, and sign-ins that open ${req('1.show.1')}`, async () => {
    const [number = ''] = beside('照会番号')
    const birthDate = /\d{4}-\d\d-\d\d/.exec(beside('生年月日')[0] ?? '')?.[0] ?? ''
    const [year = '', month = '', day = ''] = birthDate.split('-')
    await page.goto(`${beside('予約ページ')[0]}letter`)
    await page.fill('[name=number]', number.slice(0, 14))
    await page.selectOption('[name=birth-era]', 'western')
    await page.fill('[name=birth-year]', year)
    await page.fill('[name=birth-month]', month)
    await page.fill('[name=birth-day]', day)
    await page.locator('main form button[type=submit]').click()
    await onPage(page, 'あなたのカード')

    const [password = ''] = beside('パスワード')
    for (const [address, loginId] of [
      [beside('職員ページ')[0], 'sato'],
      [beside('運用者ページ')[0], 'operator'],
    ]) {
      await page.goto(address ?? '')
      await page.fill('[name=loginId]', loginId ?? '')
      await page.fill('[name=password]', password)
      await page.locator('form button[type=submit]').click()
      expect(new URL(page.url()).pathname).not.toBe('/sign-in')
    }
  })

  it('starts a program again that was killed, and says so', async () => {
    process.kill(memberOf(running.family(), 'apps/staff/server.ts'), 'SIGKILL')
    await running.until(/（staff）が終了したため、1 秒後に起動し直します[\s\S]*（staff）を起動し直しました/)
    expect((await page.goto(beside('職員ページ')[0] ?? ''))?.status()).toBe(200)
  })

  it(`leaves no process when Ctrl-C is pressed ${req('1.B.3')} ${req('1.show.1')}`, async () => {
    const family = running.family()
    expect(family.length).toBeGreaterThan(10)
    await running.pressCtrlC()
    expect(await aliveAfter(family, 2)).toEqual([])
    expect(running.said()).toContain('すべて終了しました')
  })
})

describe('a second start', () => {
  it(`takes seconds and keeps the data ${req('1.B.4')}`, async () => {
    const known = [...beside('照会番号'), ...beside('パスワード')]
    const began = Date.now()
    running = start()
    await running.until(TABLE)
    expect(Date.now() - began).toBeLessThan(20_000)
    expect([...beside('照会番号'), ...beside('パスワード')]).toEqual(known)
    expect(running.said()).not.toMatch(/新しく作って|表を作って|カード到着ファイル/)
  })

  it('says what to do when its database was killed', async () => {
    process.kill(memberOf(running.family(), 'bin/postgres'), 'SIGKILL')
    await running.until('データベースが終了しました。Ctrl-C で終えて、npm start でやり直してください')
  })

  it(`killed without a chance to end, still leaves no process ${req('1.B.8')}`, async () => {
    const family = running.family()
    process.kill(memberOf(family, 'scripts/start.ts'), 'SIGKILL')
    await running.ended
    expect(await aliveAfter(family, 12)).toEqual([])
  })
})

describe('a start after one that was killed', () => {
  it(`goes on with the data, whatever lock was left ${req('1.B.8')}`, async () => {
    running = start(['api'])
    await running.until(TABLE)
  })

  it('is alone in its folder: a second one and a reset are told who is there', async () => {
    const pid = memberOf(running.family(), 'scripts/start.ts')
    for (const other of [start(['api']), npm(['run', 'reset'])]) {
      expect(await other.ended).toBe(1)
      expect(other.said()).toContain(`すでに起動しています（プロセス番号 ${pid}）`)
    }
  })

  it(`says which port is taken, by whom, and which variable moves it ${req('1.B.6')}`, async () => {
    const port = new URL(beside('ジョブ・外部連携').at(-1) ?? '').port
    for (const variable of ['API_PORT', 'POSTGRES_PORT']) {
      const other = start(['api'], { DATA_FOLDER: join(folder, 'other'), [variable]: port })
      expect(await other.ended).toBe(1)
      expect(other.said()).toMatch(new RegExp(`ポート ${port} は「node」（プロセス番号 \\d+）が使用中です`))
      expect(other.said()).toContain(`${variable}=${Number(port) + 1000} npm start`)
    }
    await running.pressCtrlC()
  })
})

describe('npm run reset', () => {
  it(`throws the data away ${req('1.B.5')}`, async () => {
    const reset = npm(['run', 'reset'])
    expect(await reset.ended).toBe(0)
    expect(['supabase', 'product.json', 'log'].filter((it) => existsSync(join(folder, it)))).toEqual([])
  })
})

describe('a first start that is interrupted', () => {
  it(`leaves no process, and the next one completes what it began ${req('1.B.9')}`, async () => {
    const first = start(['api'])
    await first.until('データベースを新しく作って')
    const family = first.family()
    expect(await first.pressCtrlC()).not.toBe(0)
    expect(await aliveAfter(family, 2)).toEqual([])

    running = start(['api'])
    await running.until(TABLE)
    await running.pressCtrlC()
  })
})

const mount = join(folder, 'small')
mkdirSync(mount)
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', mount]).status === 0

describe.skipIf(!mounted)('a full disk (needs root, to mount a small one)', () => {
  afterAll(() => void spawnSync('umount', [mount]))

  it(`is named, with what to do ${req('1.B.7')}`, async () => {
    const refused = start(['api'], { DATA_FOLDER: mount })
    expect(await refused.ended).toBe(1)
    expect(refused.said()).toMatch(/ディスクの空きが足りません（.+必要 300 MB）/)
    expect(refused.said()).toContain('不要なファイルを消してから')
  })
})

/** On a terminal, where Japanese characters take two columns. */
const widthOf = (line: string) => [...line].reduce((sum, it) => sum + (/[\u1100-\uffdc]/.test(it) ? 2 : 1), 0)
