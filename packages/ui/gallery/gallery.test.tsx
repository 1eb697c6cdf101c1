import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../testing/open-browser.ts'
import { galleryHtml } from './gallery-html.tsx'

let browser: Browser

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function open(page: 'resident' | 'office', width: number, work: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const opened = await context.newPage()
  await opened.setContent(galleryHtml(page))
  await work(opened).finally(() => context.close())
}

describe.each([
  ['resident', 390],
  ['resident', 1280],
  ['office', 1280],
] as const)('the %s gallery at %i px', (page, width) => {
  it('has no axe violation', () =>
    open(page, width, async (opened) => {
      const { violations } = await new AxeBuilder({ page: opened })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    }))
})

describe.each([
  ['resident', 320],
  ['office', 1024],
] as const)('the %s gallery on a screen of %i px', (page, width) => {
  it('does not scroll sideways', () =>
    open(page, width, async (opened) => {
      expect(await opened.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    }))

  it('gives every target 24 px, and 44 px to the buttons of residents', () =>
    open(page, width, async (opened) => {
      const small = await opened.evaluate(
        (least) => {
          const targets = document.querySelectorAll<HTMLElement>(
            '.button, a.day, .choice-tiles a, .time-list a, .input, .pagination a',
          )
          return [...targets]
            .filter((target) => target.offsetHeight < least)
            .map((target) => target.outerHTML)
        },
        page === 'resident' ? 44 : 24,
      )
      expect(small).toEqual([])
    }))
})

describe('an error summary', () => {
  it('has focus when the page loads, and leads to its fields, without any script', () =>
    open('resident', 390, async (opened) => {
      expect(await opened.evaluate(() => document.activeElement?.className)).toBe('error-summary')
      for (const href of await opened
        .locator('.error-summary a')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
        expect(await opened.locator(`${href}:is(input, select)`).count()).toBe(1)
      }
    }))
})
