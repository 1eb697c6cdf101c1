import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { follow, typeBirth } from './on-the-telephone.ts'
import type { OpenSite } from './open-site.ts'
import { smallTargets } from './small-targets.ts'

/** Every page of the site, in every language, on the narrowest screen. */
export function everyPage({ home, letter, visit }: OpenSite) {
  describe.each([
    ['ja', '日本語'],
    ['ja-easy', 'やさしい にほんご'],
    ['en', 'English'],
  ])('in %s', (language, name) => {
    it(`every page that anyone may open reads well on the narrowest screen ${req('1.F.1')} ${req('1.show.7')}`, async () => {
      const page = await visit('/', { width: 320 })
      await follow(page, name)
      expect(await page.getAttribute('html', 'data-language')).toBe(language)
      const base = home()
      const paths = [
        '/',
        '/letter',
        '/k',
        '/procedures',
        '/procedures?letter=renewal',
        '/availability',
        '/my',
        '/congestion',
        '/accessibility',
        '/privacy',
      ]
      const more = [
        '/availability?procedure=P09',
        '/availability?procedure=P01&view=list&morning=1',
        '/session-over?door=my',
        '/finish',
        '/nothing',
      ]
      for (const path of [...paths, ...more]) {
        await page.goto(base + path)
        await onPage(page, /./)
        expect(await smallTargets(page), path).toEqual([])
        expect(await page.innerText('body')).not.toMatch(/\b(booking|common|papers):|\{\{/)
      }
    })

    it(`every page of a resident's own reads well on the narrowest screen ${req('1.F.12')} ${req('1.show.7')}`, async () => {
      const page = await visit('/', { width: 320 })
      await follow(page, name)
      const base = home()
      const open = async (path: string) => {
        await page.goto(base + path)
        await onPage(page, /./)
        expect(await smallTargets(page), path).toEqual([])
      }
      const send = async (action: string) => {
        await page.click(`form[action^="${action}"] button`)
        await onPage(page, /./)
        expect(await smallTargets(page), action).toEqual([])
      }
      await open('/letter')
      await send('/letter')
      await page.fill('[name=number]', letter().number)
      await typeBirth(page, letter().birthDate)
      await send('/letter')
      expect(new URL(page.url()).pathname).toBe('/card')
      await open('/waiting')

      await open('/availability?procedure=P09&view=list')
      await page.locator('.time-list a').last().click()
      await onPage(page, /./)
      await send('/book/who')
      await send('/book/check')
      await page.fill('[name=kana]', 'Maria')
      await typeBirth(page, '1990-05-05')
      // Past a page that goes on by itself: proof.e2e.ts looks at it.
      await page.click('form[action^="/book/check"] button')
      await page.waitForURL('**/book/check?*')
      await onPage(page, /./)
      await send('/book?')
      const id = new URL(page.url()).pathname.replace('/done/', '')
      await open(`/my/${id}`)
      await open(`/my/${id}/contact`)
      await page.fill('[name=mail]', 'maria@')
      await send(`/my/${id}/contact`)
      expect(await page.inputValue('[name=mail]')).toBe('maria@')
      await page.fill('[name=mail]', 'maria@example.jp')
      await send(`/my/${id}/contact`)
      await open(`/my/${id}/who`)
      await send(`/my/${id}/who`)
      await open(`/my/${id}/cancel`)
      await open(`/availability?procedure=P09&change=${id}`)
      await page.locator('.time-list a').first().click()
      await onPage(page, /./)
      await send(`/my/${id}/change`)
      await open(`/my/${id}/cancel`)
      await send(`/my/${id}/cancel`)
      await open('/my')
      await send('/finish')
    })
  })
}
