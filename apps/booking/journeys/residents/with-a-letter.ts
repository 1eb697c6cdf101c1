import { onPage } from '@madoguchi/config/journeys/on-page.ts'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { fitsOneSheet } from './fits-one-sheet.ts'
import { follow, press, typeBirth } from './on-the-telephone.ts'
import type { OpenSite } from './open-site.ts'

/** はがき・案内: a card that waits, by its inquiry number. */
export function withALetter({ home, letter, visit }: OpenSite) {
  describe('a resident with a postcard, on a telephone without JavaScript', () => {
    it(`books, sees it, moves it, cancels it ${req('1.F.2')} ${req('1.F.5')} ${req('1.F.8')} ${req('1.F.9')} ${req('1.F.12')}`, async () => {
      const { number: letterNumber, birthDate } = letter()
      const page = await visit('/')
      await onPage(page, 'マイナンバーカードの受け取りと手続きの予約')
      await follow(page, /はがき・案内/)

      await onPage(page, 'ご本人の確認（照会番号）')
      await page.fill('[name=number]', letterNumber.slice(0, -1))
      await press(page, 'カードの状況を見る')
      await onPage(page, 'ご本人の確認（照会番号）')
      expect(await page.innerText('.error-summary')).toContain(
        '照会番号は12文字です。いま11文字入力されています。',
      )
      expect(await page.inputValue('[name=number]')).toBe(letterNumber.slice(0, -1))

      const fullWidth = letterNumber
        .toLowerCase()
        .replace(/[a-z0-9]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0))
      await page.fill('[name=number]', fullWidth)
      await typeBirth(page, birthDate)
      await press(page, 'カードの状況を見る')

      await onPage(page, 'あなたのカード')
      expect(await page.innerText('main')).toContain('カードは上尾市役所に届いています')
      await follow(page, 'この日時で予約する')

      await onPage(page, '窓口に来る方')
      await press(page, '次へ進む')
      await onPage(page, '連絡先の入力')
      await page.fill('[name=mail]', 'hanako')
      await press(page, '予約内容を確認する')
      await onPage(page, '連絡先の入力')
      expect(await page.innerText('.error-summary')).toContain('メールアドレスの形になっていません')
      await page.fill('[name=mail]', 'hanako@exmaple.jp')
      await press(page, '予約内容を確認する')
      await onPage(page, '予約内容の確認')
      expect(await page.innerText('main')).toContain('hanako@exmaple.jp')
      await follow(page, 'メールアドレスを変更する')
      await onPage(page, '連絡先の入力')
      expect(await page.inputValue('[name=mail]')).toBe('hanako@exmaple.jp')
      await page.fill('[name=mail]', 'hanako@example.jp')
      await press(page, '予約内容を確認する')
      await onPage(page, '予約内容の確認')
      await page.goBack()
      await onPage(page, '連絡先の入力')
      await page.goForward()
      await onPage(page, '予約内容の確認')
      expect(page.url()).not.toContain('hanako')
      await press(page, '予約を確定する')

      await onPage(page, '予約を受け付けました')
      await fitsOneSheet(page)
      const number = await page.innerText('.big-number-value')
      expect(number).toMatch(/^\d{4}-\d{4}$/)
      const [file] = await Promise.all([page.waitForEvent('download'), follow(page, 'カレンダーに追加する')])
      expect(file.suggestedFilename()).toBe(`reservation-${number.replace('-', '')}.ics`)

      await follow(page, 'この予約を変更・取消する')
      await onPage(page, '予約の内容')
      const before = await page.innerText('.summary-list')
      await follow(page, '日時や会場を変更する')
      await onPage(page, '変更後の日時をえらんでください')
      await follow(page, '早い順の一覧')
      await page.locator('.time-list a').last().click() // never the present time, whatever the hour of the test
      await onPage(page, '変更内容の確認')
      await press(page, 'この内容に変更する')
      await onPage(page, '予約を変更しました')
      await fitsOneSheet(page)
      expect(await page.innerText('.summary-list')).not.toBe(before)
      expect(await page.innerText('.big-number-value')).toBe(number)

      await follow(page, '予約を取り消す')
      await onPage(page, '予約の取消')
      await press(page, 'この予約を取り消す')
      await onPage(page, '予約を取り消しました')
      await press(page, '終了する')
      await onPage(page, '終了しました')
      await page.goto(`${home()}/card`)
      await onPage(page, 'ご本人の確認（照会番号）')
    })
  })

  describe('the QR code of a letter', () => {
    it(`fills the number in where a script runs, and it leaves the address ${req('1.F.3')}`, async () => {
      const { number, birthDate } = letter()
      const page = await visit(`/k#${number.replaceAll('-', '')}`, { javaScript: true })
      await onPage(page, 'ご本人の確認（生年月日）')
      expect(await page.inputValue('[name=number]')).toBe(number.replaceAll('-', ''))
      expect(page.url()).not.toContain('#')
      await typeBirth(page, birthDate)
      await press(page, 'カードの状況を見る')
      await onPage(page, 'あなたのカード')
    })
  })
}
