import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { quietFaultsOf } from './quiet-faults.ts'

/**
 * Asserts that the browser is on the page with this heading: one h1, the document's title begins with it (「エラー：」 may come
 * first), nothing hangs out to the right, axe finds nothing, and nothing went wrong unseen. A journey goes from page to page through this alone.
 * Where the heading is a person's name or a day, the document has a `title` of its own.
 */
export async function onPage(
  page: Page,
  heading: string | RegExp,
  { title: named }: { title?: string } = {},
) {
  await page.waitForLoadState()
  // Without the line above it, which says where and for whom, and without the readings above its words.
  const headings = await page.locator('h1').evaluateAll((all) =>
    all.map((h1) => {
      const words = h1.cloneNode(true) as HTMLElement
      for (const beside of words.querySelectorAll('.heading-kicker, rt, rp')) beside.remove()
      return words.textContent ?? ''
    }),
  )
  const found = headings[0]?.replace(/\s+/g, ' ').trim() ?? ''
  const isIt = typeof heading === 'string' ? found === heading : heading.test(found)
  if (headings.length !== 1 || !isIt)
    throw new Error(
      `expected the page 「${heading}」 but found 「${headings.join(' / ')}」 at ${page.url()}\n${await textOf(page)}`,
    )

  const title = await page.title()
  const begins = named ?? found
  if (!title.replace(/^[^：:]{2,14}[：:]\s*/, '').startsWith(begins) && !title.startsWith(begins))
    throw new Error(`the title 「${title}」 does not begin with 「${begins}」`)

  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  if (wide > 0) throw new Error(`「${found}」 is ${wide} px wider than the screen`)
  await noViolations(page, found)

  const faults = quietFaultsOf(page.context()).splice(0)
  if (faults.length > 0) throw new Error(`on the way to 「${found}」 (${page.url()}):\n${faults.join('\n')}`)
}

const textOf = async (page: Page) => (await page.locator('body').innerText()).slice(0, 800)

const readers = new WeakMap<BrowserContext, Promise<Page>>()
const checked = new Set<string>()

/**
 * axe needs a script, and a page of a browser without scripts has none. So what that browser shows is shown once more, to a
 * reader of the same size that may run them. The same page twice is read once.
 */
async function noViolations(page: Page, heading: string) {
  const html = await page.content()
  // Ids and tokens differ from visit to visit; what axe looks at does not.
  const shape = html.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|value="[\w-]{20,}"/g, '')
  if (checked.has(shape)) return
  checked.add(shape)

  const reader = await readerOf(page)
  const url = page.url().replace(/#.*$/, '')
  const isIt = (asked: URL) => asked.href === url
  // As it was seen: a script that ran once more could lead the reader away.
  const body = html.replace(/<script\b[\s\S]*?<\/script>/g, '')
  await reader.route(isIt, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }))
  await reader.goto(url)
  const { violations } = await new AxeBuilder({ page: reader }).setLegacyMode().withTags(TAGS).analyze()
  await reader.unroute(isIt)
  const said = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`),
  )
  if (said.length > 0) throw new Error(`axe on 「${heading}」 (${url}):\n${said.join('\n')}`)
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** One reader for each visitor; it goes when the browser does. */
function readerOf(page: Page): Promise<Page> {
  const context = page.context()
  const made = readers.get(context) ?? openReader(page)
  readers.set(context, made)
  return made
}

async function openReader(page: Page) {
  const browser = page.context().browser()
  if (!browser) throw new Error('a page without a browser')
  const context = await browser.newContext({ viewport: page.viewportSize() })
  page.context().once('close', () => void context.close().catch(() => {}))
  return context.newPage()
}
