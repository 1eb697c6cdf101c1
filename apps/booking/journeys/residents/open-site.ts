import { openBrowser, openTelephone } from '@madoguchi/config/journeys/open-browser.ts'
import { type StartedProduct, startProduct } from '@madoguchi/config/journeys/start-product.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'

export type OpenSite = ReturnType<typeof openSite>

/** 上尾市's site for the journeys of one file: opened before the first, shared by all, with telephones of their own for each. */
export function openSite() {
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

  function ageo() {
    const found = product.demo.tenants.find((it) => it.slug === 'ageo')
    if (!found?.letter) throw new Error('上尾市 has no letter to try')
    return { ...found, letter: found.letter }
  }
  const home = () => product.at('booking', ageo().bookingHost)
  return {
    home,
    letter: () => ageo().letter,
    async visit(path: string, options: Parameters<typeof openTelephone>[1] = {}): Promise<Page> {
      const context = await openTelephone(browser, options)
      opened.push(context)
      const page = await context.newPage()
      await page.goto(home() + path)
      return page
    },
  }
}
