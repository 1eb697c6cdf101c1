import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import { quietFaultsOf } from './quiet-faults.ts'

/** Debian's chromium, from the PATH or from where CHROMIUM says. Root needs it without its sandbox. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })

/** A telephone in somebody's hand, without scripts unless asked for, reading in one language. */
export const openTelephone = (browser: Browser, { javaScript = false, locale = 'ja', width = 390 } = {}) =>
  openWatched(browser, {
    viewport: { width, height: 844 },
    javaScriptEnabled: javaScript,
    locale,
    timezoneId: 'Asia/Tokyo',
    hasTouch: true,
  })

/** What goes wrong unseen is noted from the first page on; onPage then says it. */
async function openWatched(browser: Browser, options: BrowserContextOptions) {
  const context = await browser.newContext(options)
  quietFaultsOf(context)
  return context
}
