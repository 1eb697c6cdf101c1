import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * On a telephone (390 px) every fact and every button of every table on the page is in sight: nothing is scrolled sideways,
 * nothing is left out, and each cell says which column it is of; and on an upright A4 sheet no column is cut off. Leaves the
 * page as wide as it was.
 */
export async function tablesAsCards(page: Page) {
  const width = page.viewportSize()
  await page.setViewportSize({ width: 390, height: 844 })
  const wrong = await page.locator('.table > tbody > tr > :is(td, th)').evaluateAll((cells) =>
    cells.flatMap((cell) => {
      if (!cell.hasChildNodes()) return []
      const { left, right, height } = cell.getBoundingClientRect()
      const label = cell.getAttribute('data-label')
      const inner = cell.scrollWidth > cell.clientWidth + 1
      const seen = height > 0 && left >= 0 && right <= document.documentElement.clientWidth + 1 && !inner
      return seen && label ? [] : [`${label}：${cell.textContent}`]
    }),
  )
  expect(wrong, page.url()).toEqual([])

  await page.setViewportSize({ width: 718, height: 1016 })
  await page.emulateMedia({ media: 'print' })
  const cut = await page.evaluate(
    () =>
      [...document.querySelectorAll('.table')].filter((table) => table.getBoundingClientRect().right > 719)
        .length,
  )
  await page.emulateMedia({ media: null })
  if (width) await page.setViewportSize(width)
  expect(cut, `${page.url()} on paper`).toBe(0)
}
