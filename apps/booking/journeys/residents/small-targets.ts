import type { Page } from 'playwright-core'

/** What is pressed on a page and is lower than 44 px, with a finger's width of doubt; a box counts with its label. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.locator('a[href], button, summary, select, input:not([type=hidden])').evaluateAll((all) =>
    all.flatMap((it) => {
      const { width, height } = it.getBoundingClientRect()
      const isSeen = width > 1 && height > 1
      const labels = it.matches('[type=radio], [type=checkbox]')
        ? [...((it as HTMLInputElement).labels ?? [])].map((label) => label.getBoundingClientRect().height)
        : []
      const tall = Math.max(height, ...labels)
      return isSeen && tall < 43.5
        ? [`${Math.round(tall)} px: ${it.textContent?.trim() || it.outerHTML}`]
        : []
    }),
  )
