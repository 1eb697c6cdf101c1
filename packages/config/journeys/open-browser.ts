import { type Browser, chromium } from 'playwright-core'

/** Debian's chromium, from the PATH or from where CHROMIUM says. Root needs it without its sandbox. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })

/** A telephone in somebody's hand, without scripts unless asked for, reading in one language. */
export const openTelephone = (browser: Browser, { javaScript = false, locale = 'ja', width = 390 } = {}) =>
  browser.newContext({
    viewport: { width, height: 844 },
    javaScriptEnabled: javaScript,
    locale,
    timezoneId: 'Asia/Tokyo',
    hasTouch: true,
  })
