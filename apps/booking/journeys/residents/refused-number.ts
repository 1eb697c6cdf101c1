import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { describe, expect, it } from 'vitest'
import { press } from './on-the-telephone.ts'
import type { OpenSite } from './open-site.ts'

/** A number that is refused, at either door. */
export function refusedNumber({ visit }: OpenSite) {
  describe.each([
    ['/letter', 'ご本人の確認（照会番号）', 'カードの状況を見る'],
    ['/my', 'ご本人の確認（予約番号）', '予約を確認する'],
  ])('a resident without JavaScript whose number %s refused', (door, heading, button) => {
    it('goes on and back, and is not asked to send the form again', async () => {
      const page = await visit(door)
      await page.fill('[name=number]', 'ABC')
      await press(page, button)
      await onPage(page, heading)
      expect(await page.inputValue('[name=number]')).toBe('ABC')
      await page.locator('footer a').first().click()
      await onPage(page, 'アクセシビリティ')
      await page.goBack()
      await onPage(page, heading)
      await page.goForward()
      await onPage(page, 'アクセシビリティ')
    })
  })
}
