import { mkdirSync } from 'node:fs'
import { openBrowser } from '@madoguchi/config/journeys/open-browser.ts'
import { startProduct } from '@madoguchi/config/journeys/start-product.ts'
import type { Browser, Page } from 'playwright-core'
import { buildPages } from './product/build-pages.ts'
import { say } from './product/say.ts'
import { OPERATOR } from './product/seed-demo.ts'

const FOLDER = 'docs/screens'
const WIDTHS = [390, 1280]

// Renews docs/screens: the main pages of the three page programs at both widths, with fictional data.
await buildPages({ programs: ['booking', 'staff', 'operator'], say })
mkdirSync(FOLDER, { recursive: true })
const product = await startProduct({ programs: ['booking', 'staff', 'operator', 'api'] })
const browser = await openBrowser()
try {
  const [ageo, minase] = product.demo.tenants
  if (!ageo?.letter || !minase) throw new Error('見本の自治体と案内がありません。')
  const booking = product.at('booking', ageo.bookingHost)
  for (const width of WIDTHS) {
    const shoot = shooter(browser, width)
    await residents(shoot, booking, ageo.letter)
    await shoot(
      'booking-other-town',
      'ja',
      async (page) => void (await page.goto(product.at('booking', minase.bookingHost))),
    )
    await office(shoot, product.at('staff', ageo.staffHost), product.demo.password)
    await shoot('operator-fleet', 'ja', async (page) => {
      await signIn(
        page,
        `http://operator.localhost:${product.ports.operator}/`,
        OPERATOR.loginId,
        product.demo.password,
      )
    })
  }
} finally {
  await browser.close()
  await product.stop()
}

type Shoot = (name: string, locale: string, arrive: (page: Page) => Promise<void>) => Promise<void>

/** Goes to a page in a fresh browser of a width and keeps a picture of the whole page. */
function shooter(browser: Browser, width: number): Shoot {
  return async (name, locale, arrive) => {
    const context = await browser.newContext({
      viewport: { width, height: 844 },
      locale,
      timezoneId: 'Asia/Tokyo',
    })
    const page = await context.newPage()
    await arrive(page)
    await page.waitForLoadState('networkidle')
    const file = `${FOLDER}/${name}-${width}.png`
    await page.screenshot({ path: file, fullPage: true })
    say(file)
    await context.close()
  }
}

async function residents(shoot: Shoot, address: string, letter: { number: string; birthDate: string }) {
  const go = (path: string) => async (page: Page) => void (await page.goto(address + path))
  const identified = async (page: Page) => {
    const [year = '', month = '', day = ''] = letter.birthDate.split('-')
    await page.goto(`${address}/letter`)
    await page.fill('[name=number]', letter.number)
    await page.selectOption('[name=birth-era]', 'western')
    await page.fill('[name=birth-year]', year)
    await page.fill('[name=birth-month]', month)
    await page.fill('[name=birth-day]', day)
    await page.locator('main form button').first().click()
  }
  await shoot('booking-top-ja', 'ja', go('/'))
  await shoot('booking-top-ja-easy', 'ja', go('/?lang=ja-easy'))
  await shoot('booking-top-en', 'en', go('/'))
  await shoot('booking-letter', 'ja', go('/letter'))
  await shoot('booking-card', 'ja', identified)
  await shoot('booking-calendar-ja', 'ja', go('/availability?procedure=P09'))
  await shoot('booking-calendar-en', 'en', go('/availability?procedure=P09'))
  const choosing = async (page: Page) => {
    await identified(page)
    await page.locator('main a[href^="/book"]').first().click()
  }
  const whoComes = async (page: Page) => {
    await choosing(page)
    await page.locator('main form button').first().click()
  }
  await shoot('booking-who', 'ja', choosing)
  await shoot('booking-contact', 'ja', whoComes)
  await shoot('booking-check', 'ja', async (page) => {
    await whoComes(page)
    await page.fill('[name=mail]', 'hanako@example.jp')
    await page.locator('main form button').first().click()
  })
}

async function signIn(page: Page, address: string, loginId: string, password: string) {
  await page.goto(address)
  await page.fill('[name=loginId]', loginId)
  await page.fill('[name=password]', password)
  await page.locator('main form button, form button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

async function office(shoot: Shoot, address: string, password: string) {
  const inside = (path: string) => async (page: Page) => {
    await signIn(page, address, 'sato', password)
    await page.goto(address + path)
  }
  await shoot('staff-today', 'ja', inside('/'))
  await shoot('staff-arrivals', 'ja', inside('/arrivals'))
  await shoot('staff-arrival', 'ja', async (page) => {
    await inside('/arrivals')(page)
    await page.locator('main table a').first().click()
  })
  await shoot('staff-letters', 'ja', inside('/letters'))
}
