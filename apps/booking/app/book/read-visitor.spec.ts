import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { readVisitor } from './read-visitor.ts'

const now = new Date('2026-11-23T12:00:00+09:00')
const birth = { 'birth-era': 'showa', 'birth-year': '５５', 'birth-month': '4', 'birth-day': '1' }
const read = (typed: Record<string, string>, person = true) =>
  readVisitor(new URLSearchParams({ ...birth, kana: 'やまだ はなこ', ...typed }), {
    person,
    languages: ['ja', 'en'],
    now,
  })

/** A number whose check digit is that of a 個人番号; made here, so that none stands in a file. */
const anIndividualNumber = () => {
  const eleven = '98765432101'
  const sum = [...eleven].reduce((all, digit, at) => {
    const n = 11 - at
    return all + Number(digit) * (n <= 6 ? n + 1 : n - 5)
  }, 0)
  return eleven + (sum % 11 <= 1 ? 0 : 11 - (sum % 11))
}

describe(`what a resident without a letter types ${req('1.F.8')}`, () => {
  it('is kept as katakana, a date, digits', () => {
    expect(read({ mail: ' hanako＠example.jp ', telephone: '０９０－１２３４－５６７８' })).toEqual({
      ok: true,
      value: {
        kana: 'ヤマダ ハナコ',
        kanaKey: 'ヤマダハナコ',
        birthDate: '1980-04-01',
        mail: 'hanako@example.jp',
        language: undefined,
        telephone: '09012345678',
      },
    })
  })

  it('may leave the contact out', () => {
    expect(read({})).toMatchObject({ ok: true, value: { mail: undefined, telephone: undefined } })
  })

  it.each(['ﾔﾏﾀﾞ ﾊﾅｺ', 'ヴァン・ダイク', 'María José', 'NGUYEN THI LAN', 'サトー'])(
    'may be called %s',
    (kana) => {
      expect(read({ kana }).ok).toBe(true)
    },
  )

  it.each([
    ['kana', '', 'kana-missing'],
    ['kana', '山田 花子', 'kana-letters'],
    ['kana', 'ア'.repeat(101), 'kana-long'],
    ['mail', 'hanako', 'mail'],
    ['mail', 'a@b', 'mail'],
    ['mail', 'x@example.jp\r\nBcc: y@example.jp', 'mail'],
    ['telephone', '12345', 'telephone'],
    ['telephone', 'でんわ', 'telephone'],
  ] as const)('is told what is wrong with %s %j', (field, typed, problem) => {
    expect(read({ [field]: typed })).toEqual({ ok: false, wrong: { [field]: problem } })
  })

  it.each(['kana', 'mail', 'telephone'] as const)('may not give a 個人番号 as %s', (field) => {
    expect(read({ [field]: anIndividualNumber() })).toEqual({ ok: false, wrong: { [field]: 'my-number' } })
  })

  it('hears of everything at once', () => {
    const answer = read({ kana: '', mail: 'x', telephone: '1', 'birth-month': '13' })
    expect(answer).toMatchObject({
      wrong: { kana: 'kana-missing', birth: 'no-such-date', mail: 'mail', telephone: 'telephone' },
    })
  })
})

describe('what the owner of a card types', () => {
  it('is the contact alone', () => {
    expect(read({ kana: '', mail: 'hanako@example.jp' }, false)).toEqual({
      ok: true,
      value: {
        mail: 'hanako@example.jp',
        language: undefined,
        telephone: undefined,
        kana: undefined,
        kanaKey: undefined,
        birthDate: undefined,
      },
    })
  })
})
