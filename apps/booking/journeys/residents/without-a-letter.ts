import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { follow, press, typeBirth } from './on-the-telephone.ts'
import type { OpenSite } from './open-site.ts'

/** 青い封筒: a procedure that needs no card, by name and birth date. */
export function withoutALetter({ visit }: OpenSite) {
  describe('a resident without a letter', () => {
    it(`books a renewal from the calendar, and finds it again ${req('1.F.6')} ${req('1.F.7')}`, async () => {
      const page = await visit('/')
      await follow(page, /青い封筒/)
      await onPage(page, '青い封筒（有効期限のお知らせ）が届いた方')
      await follow(page, /電子証明書の更新/)
      await onPage(page, '空き状況')
      await follow(page, '早い順の一覧')
      await onPage(page, '空き状況')
      await follow(page, 'カレンダー')
      await page.locator('.time-list a').first().click()

      await onPage(page, '窓口に来る方')
      await press(page, '次へ進む')
      await onPage(page, 'お名前と連絡先の入力')
      await press(page, '予約内容を確認する')
      await onPage(page, 'お名前と連絡先の入力')
      expect(await page.locator('.error-summary li').count()).toBe(2)
      await page.fill('[name=kana]', 'やまだ たろう')
      await typeBirth(page, '55-4-1', 'showa')
      await press(page, '予約内容を確認する')
      await page.waitForURL('**/book/check?*') // after a page that goes on by itself (proof.e2e.ts)
      await onPage(page, '予約内容の確認')
      await press(page, '予約を確定する')
      await onPage(page, '予約を受け付けました')
      const number = await page.innerText('.big-number-value')

      const later = await visit('/my')
      await onPage(later, 'ご本人の確認（予約番号）')
      await later.fill('[name=number]', number)
      await typeBirth(later, '1980-04-02')
      await press(later, '予約を確認する')
      expect(await later.innerText('.error-summary')).toContain('見つかりませんでした')
      await typeBirth(later, '1980-04-01')
      await press(later, '予約を確認する')
      await onPage(later, '予約の内容')
    })
  })
}
