import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { looksLikeMyNumber, maskMyNumbers, myNumberCheckDigit } from './my-number-rules.ts'

// Computed while the test runs: a number that passes the check is never written down.
const eleven = '98765432109'
const withCheckDigit = (digits: string) => digits + myNumberCheckDigit([...digits].map(Number))
const number = withCheckDigit(eleven)
const inGroups = (separator: string) => number.replace(/(\d{4})(?=\d)/g, `$1${separator}`)
const by = (size: number, separator: string) =>
  number.replace(new RegExp(`(\\d{${size}})(?=\\d)`, 'g'), `$1${separator}`)
const inDigits = (zeroToNine: string) => number.replace(/\d/g, (it) => zeroToNine[Number(it)] ?? '')
const fullWidth = (digits: string) =>
  digits.replace(/\d/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0))

describe('text in which somebody may have written a 個人番号', () => {
  it('computes the check digit of the published worked example', () => {
    expect(myNumberCheckDigit([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])).toBe(8)
  })

  it('gives 0 where the remainder is 0 or 1', () => {
    expect(myNumberCheckDigit([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toBe(0)
    expect(myNumberCheckDigit([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6])).toBe(0) // 6 × 2 = 12, remainder 1
  })

  it.each<[string, string]>([
    ['alone', number],
    ['in an address', `埼玉県上尾市大字原市3500番地 ${number}`],
    ['after a house number and a space', `柏座1-2-3 ${number}`],
    ['with letters around it', `ID${number}X`],
    ['in full-width digits', fullWidth(number)],
    ['written 4-4-4', inGroups('-')],
    ['written with spaces', inGroups(' ')],
    ['written with full-width spaces', fullWidth(inGroups('　'))],
    ['written with a minus sign', inGroups('−')],
    ['written with a long-vowel mark for a hyphen', inGroups('ー')],
    ['behind a postal code', `362-0017 ${inGroups('-')}`],
    ['written with two spaces', inGroups('  ')],
    ['written with a dot and a space', inGroups('. ')],
    ['written 6-6', by(6, '-')],
    ['written 3-3-3-3', by(3, '-')],
    ['written 2×6', by(2, ' ')],
    ['written 3-3-3-3 behind a postal code', `362-0017 ${by(3, '･')}`],
    ...['.', '_', '・', '．', '＿', '--', ' - '.slice(1)].map(
      (it) => [`written with ${it}`, by(4, it)] as [string, string],
    ),
    ['in circled digits', inDigits('⓪①②③④⑤⑥⑦⑧⑨')],
    ['in black circled digits', inDigits('⓿❶❷❸❹❺❻❼❽❾')],
    ['in Arabic-Indic digits', inDigits('٠١٢٣٤٥٦٧٨٩')],
    ['in Devanagari digits', inDigits('०१२३४५६७८९')],
    ['in mathematical digits', [...number].map((it) => String.fromCodePoint(0x1d7ce + Number(it))).join('')],
    ['in 漢数字', inDigits('〇一二三四五六七八九')],
    ['written with slashes', inGroups('/')],
    ['in Persian digits', inDigits('۰۱۲۳۴۵۶۷۸۹')],
    ['behind the circled number of an item', `①${number}`],
    ['beside a 申請書ID', `${inGroups('-')}-${inGroups('-').slice(0, 9)}-123 ${inGroups('-')}`],
    ['split by an invisible space', inGroups('\u200B')],
  ])(`recognises one ${req('1.E.8')}: %s`, (_how, text) => {
    expect(looksLikeMyNumber(text)).toBe(true)
    expect(looksLikeMyNumber(maskMyNumbers(text))).toBe(false)
  })

  const wrong = eleven + ((Number(number.at(-1)) + 1) % 10)
  it.each([
    ['a wrong check digit', wrong],
    ['eleven digits', eleven],
    ['thirteen digits', `${number}0`],
    ['a 申請書ID of 23 digits', `${number}${eleven}`],
    ['a 申請書ID printed in groups', `${inGroups('-')}-${inGroups('-').slice(0, 9)}-123`],
    ['three spaces between the groups', inGroups('   ')],
    ['uneven groups', `${number.slice(0, 5)}-${number.slice(5)}`],
    ['groups like those of a telephone', `${number.slice(0, 3)}-${number.slice(3, 6)}-${number.slice(6)}`],
    ['single digits in a row', by(1, ' ')],
    ['a longer row of threes', `${by(3, '-')}-123`],
    ['a longer row of sixes', `123456-${by(6, '-')}`],
    ['a date and a time', `${by(2, '.').slice(0, 8)} ${by(2, '.').slice(9)}`],
    ['other punctuation between the groups', by(4, '、')],
    ['no digits', '桒原　昴'],
    ['nothing', ''],
  ])('leaves alone %s', (_what, text) => {
    expect(looksLikeMyNumber(text)).toBe(false)
    expect(maskMyNumbers(text)).toBe(text)
  })

  it('masks the digits and nothing else', () => {
    expect(maskMyNumbers(`𠮷野 1-2-3 ${inGroups('-')} 電話 048-775-5111`)).toBe(
      '𠮷野 1-2-3 ****-****-**** 電話 048-775-5111',
    )
  })

  it('masks every one of several', () => {
    expect(maskMyNumbers(`${number}、${number}`)).toBe('************、************')
  })
})
