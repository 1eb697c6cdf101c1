import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { req } from '@madoguchi/config/req.ts'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { cutOff, lengthen } from './lengthen.ts'
import { typeBirth } from './on-the-telephone.ts'
import type { OpenSite } from './open-site.ts'
import { smallTargets } from './small-targets.ts'

/** The page itself, and then in words that are two fifths longer. */
async function reads(page: Page, heading: string) {
  await onPage(page, heading)
  await lengthen(page)
  expect(await cutOff(page), page.url()).toEqual([])
  expect(await smallTargets(page), page.url()).toEqual([])
}

/** A date is changed in a language that takes more room than ours. */
export function longerWords({ home, visit }: OpenSite) {
  describe.each([
    [320, false],
    [390, true],
    [390, false],
    [1280, true],
  ])('in longer words, %d px wide, with a script: %s', (width, javaScript) => {
    it(`a reservation is made, looked up and moved to another day, with nothing cut off ${req('2.show.2')}`, async () => {
      const page = await visit('/procedures', { width, javaScript, locale: 'en' })
      const send = (action: string) => page.click(`form[action^="${action}"] button[data-kind=primary]`)
      await reads(page, 'What would you like to do?')
      await page.goto(`${home()}/availability?procedure=P09&view=list`)
      await reads(page, 'Free times')
      await page.locator('.time-list a').last().click()
      await reads(page, 'Who comes to the counter')
      await send('/book/who')
      await reads(page, 'Your name and contact details')
      await page.fill('[name=kana]', 'Nguyen Thi Hoa')
      await typeBirth(page, '1990-05-05')
      await send('/book/check')
      await page.waitForURL('**/book/check?*') // after a page that goes on by itself (proof.e2e.ts)
      await reads(page, 'Check your reservation')
      await send('/book?')
      await reads(page, 'Your reservation is made')
      const id = new URL(page.url()).pathname.replace('/done/', '')

      await page.goto(`${home()}/my/${id}`)
      await reads(page, 'Your reservation')
      await page.goto(`${home()}/availability?procedure=P09&change=${id}`)
      await reads(page, 'Choose the new time')
      await page.locator('.time-list a').first().click()
      await reads(page, 'Check the change')
      await send(`/my/${id}/change`)
      await reads(page, 'Your reservation is changed')
    })
  })
}
