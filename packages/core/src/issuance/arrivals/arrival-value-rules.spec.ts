import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../../calendar.ts'
import {
  codeKey,
  readAddress,
  readApplicationId,
  readBirthDate,
  readCode,
  readKana,
  readName,
  readNoticeNumber,
  readPostalCode,
  readSerialNumber,
} from './arrival-value-rules.ts'

describe('the value of a cell', () => {
  it.each([
    ['申請書ID', readApplicationId, '０0798913814265599756373', '00798913814265599756373'],
    ['申請書ID in groups', readApplicationId, '0079-8913-8142-6559-9756-373', '00798913814265599756373'],
    ['交付通知書番号', readNoticeNumber, 'ｒｚｐ−104120', 'RZP104120'],
    ['製造番号', readSerialNumber, '19e9 5d09 b9b1 755b', '19E95D09B9B1755B'],
    ['郵便番号', readPostalCode, '〒362－0017', '3620017'],
    ['郵便番号 with its leading zero', readPostalCode, '0600000', '0600000'],
    ['カナ', readKana, ' ｸﾜﾊﾞﾗ　ｽﾊﾞﾙ ', 'クワバラ　スバル'],
    ['住所', readAddress, ' 埼玉県上尾市仲町1－7－27 ', '埼玉県上尾市仲町1－7－27'],
    ['氏名, untouched', readName, ' 神田　隆 ', ' 神田　隆 '],
  ])('%s is read from %2$j', (_what, reader, text, value) => expect(reader(text)).toEqual({ value }))

  it.each([
    [readApplicationId, '8.61257830102104E+22', 'spreadsheet-damaged-number'],
    [readSerialNumber, '1.23E+15', 'spreadsheet-damaged-number'],
    [readNoticeNumber, 'RZ104120', 'notice-number-shape'],
    [readPostalCode, '600000', 'postal-code-shape'],
  ])('is refused when it is none: %2$j', (reader, text, reason) => {
    expect(reader(text)).toMatchObject({ reason })
  })

  it('may be a birth date of today, not of tomorrow', () => {
    const read = readBirthDate(['western'], '2026-11-23' as PlainDate)
    expect(read('2026-11-23')).toEqual({ value: '2026-11-23' })
    expect(read('2026-11-24')).toMatchObject({ reason: 'birth-date-in-the-future' })
  })

  it('is found in a code table whatever its width, case and blanks', () => {
    const read = readCode(new Map([[codeKey('Ａ 1'), 'first']]), 'unknown-kind')
    expect(read(' a１ ')).toEqual({ value: 'first' })
    expect(read('a2')).toEqual({ reason: 'unknown-kind', detail: { value: 'a2' } })
  })
})
