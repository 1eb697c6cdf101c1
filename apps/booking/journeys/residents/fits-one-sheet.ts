import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const MARGIN = '10mm'

/** On A4 with the margins that a browser leaves, the confirmation, and the reservation later, is one sheet, with its code and what to bring. */
export async function fitsOneSheet(page: Page) {
  await page.emulateMedia({ media: 'print' })
  for (const part of ['.big-number-value', '.check-in-code', '.bring-list'])
    expect(await page.isVisible(part)).toBe(true)
  await page.emulateMedia({ media: null })
  const margin = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN }
  const paper = await page.pdf({ format: 'A4', margin })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
}
