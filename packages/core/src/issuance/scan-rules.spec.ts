import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { reservationNumber } from '../booking/reservation-number-rules.ts'
import { formatInquiryNumber, inquiryNumberFrom } from './inquiry-number-rules.ts'
import { myNumberCheckDigit } from './my-number-rules.ts'
import { readScan } from './scan-rules.ts'

const inquiry = inquiryNumberFrom(new Uint8Array([1, 2, 3, 4, 5, 6, 7]))
const reservation = reservationNumber(42)
const kinds = (typed: string) => {
  const read = readScan(typed)
  return 'readings' in read ? read.readings.map((reading) => reading.as) : read.refused
}

describe('the scan box', () => {
  it.each([
    ['a reservation number', reservation, ['reservation-number']],
    [
      'a reservation number in groups',
      `${reservation.slice(0, 4)}-${reservation.slice(4)}`,
      ['reservation-number'],
    ],
    ['a 照会番号 as printed', formatInquiryNumber(inquiry), ['inquiry-number']],
    ['a letter’s QR code', `https://ageo.example.jp/k#${inquiry}`, ['inquiry-number']],
    ['a 申請書ID', '12345678901234567890123', ['application-id']],
    ['a notice number', 'ab1-234567', ['notice-number', 'name']],
    ['a telephone', '048-000-1234', ['telephone']],
    ['a mobile telephone in full width', '０９０（００００）１２３４', ['telephone']],
    ['the beginning of a reading', 'サトウ', ['name']],
    ['the beginning of a name', '髙橋', ['name']],
  ])(`recognises %s ${req('1.G.3')}`, (_what, typed, as) => {
    const found = kinds(typed)
    expect(Array.isArray(found) ? found.slice(0, as.length) : found).toEqual(as)
  })

  it('takes hiragana and half width for the same reading', () => {
    const keyOf = (typed: string) => {
      const read = readScan(typed)
      const name = 'readings' in read ? read.readings.find((reading) => reading.as === 'name') : null
      return name && 'kanaKey' in name ? name.kanaKey : null
    }
    expect(keyOf('さとう')).toBe('サトウ')
    expect(keyOf('ｻﾄｳ')).toBe('サトウ')
  })

  it('refuses a 個人番号 before it goes anywhere', () => {
    const eleven = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    expect(kinds(`${eleven.join('')}${myNumberCheckDigit(eleven)}`)).toBe('my-number-typed')
  })

  it('has nothing to look for when nothing was typed', () => {
    expect(kinds('  ')).toBe('nothing-typed')
  })

  it('knows nothing for digits that are no number of ours', () => {
    expect(kinds('1234')).toEqual([])
  })
})
