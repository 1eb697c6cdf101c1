import type { Page } from 'playwright-core'

/** Vietnamese, whose sentences are two fifths longer than English ones, with the accents that stand highest and lowest. */
const MORE = 'Quý vị có thể đổi ngày hẹn trên điện thoại, vui lòng chọn một ngày giờ khác thuận tiện hơn. '

/** A pseudo-locale: every text of the page becomes two fifths longer, what is read aloud in the place of a picture too. */
export const lengthen = (page: Page) =>
  page.evaluate((more) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const said: Text[] = []
    while (texts.nextNode()) said.push(texts.currentNode as Text)
    for (const text of said) {
      if (!/\p{L}/u.test(text.data) || text.parentElement?.closest('script, style, svg')) continue
      const length = Math.ceil(text.data.trim().length * 0.4)
      text.data = `${text.data.trimEnd()} ${more.repeat(Math.ceil(length / more.length)).slice(0, length)} `
    }
  }, MORE)

/** What is wider than the screen, or cut off by its own box. What only ears are meant to find is not looked for. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const screen = document.documentElement.clientWidth
    return [...document.body.querySelectorAll<HTMLElement>('*')].flatMap((it) => {
      if (it.closest('.visually-hidden, .skip-link, script, style, svg, option')) return []
      const { left, right, width, height } = it.getBoundingClientRect()
      if (width <= 1 || height <= 1) return []
      const hides = getComputedStyle(it).overflowX !== 'visible'
      const cut = hides && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)
      return left < -1 || right > screen + 1 || cut
        ? [`${it.tagName}.${it.className}: ${it.textContent?.trim().slice(0, 60)}`]
        : []
    })
  })
