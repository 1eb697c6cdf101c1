import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { NAME_REASONS, readNewName } from './name-check-rules.ts'

const read = (name: string, kana = 'シケン　ハナコ', reason: string | null = 'card_face') =>
  readNewName({ name, kana, reason })

describe('a corrected name', () => {
  it.each(['髙𣘺　花子', '葛󠄀 城', 'か\u3099く', ' 試験 花子 ', 'NGUYỄN THỊ HOA', '〆木　一'])(
    `is taken byte for byte: %j ${req('1.E.9')}`,
    (name) => expect(read(name)).toMatchObject({ ok: true, value: { name } }),
  )

  it('is read with its kana in full width, or with none', () => {
    expect(read('試験 花子', ' ｼｹﾝ ﾊﾅｺ ')).toMatchObject({ value: { kana: 'シケン ハナコ' } })
    expect(read('試験 花子', '　')).toMatchObject({ value: { kana: null } })
  })

  it.each([
    ['', 'name-missing'],
    ['　 \u200B', 'name-missing'],
    ['字'.repeat(201), 'name-too-long'],
    ['〓田 花子', 'name-damaged'],
    ['\uE000田 花子', 'name-damaged'],
    ['\uD842田', 'name-damaged'],
    ['試験\r\n花子', 'name-characters'],
    ['試験\u0000花子', 'name-characters'],
    ['試験\u202E子花', 'name-characters'],
  ])('is not %j', (name, reason) => expect(read(name)).toEqual({ ok: false, reason }))

  it.each([
    ['ア'.repeat(201), 'kana-too-long'],
    ['シケン\u202Eハナコ', 'kana-characters'],
  ])('has not the kana %j', (kana, reason) => expect(read('試験', kana)).toEqual({ ok: false, reason }))

  it('is as long as 200 characters, of whatever bytes', () => {
    expect(read('𠮷'.repeat(200)).ok).toBe(true)
  })

  it('says how it is known', () => {
    for (const reason of NAME_REASONS) expect(read('試験', '', reason).ok).toBe(true)
    for (const reason of [null, '', 'because', 'constructor'])
      expect(read('試験', '', reason)).toEqual({ ok: false, reason: 'reason-missing' })
  })

  it('holds no 個人番号', () => {
    // Computed here: a number with a valid check digit is written down nowhere.
    const eleven = '12345678901'
    const sum = [...eleven]
      .reverse()
      .reduce((all, digit, n) => all + Number(digit) * (n < 6 ? n + 2 : n - 4), 0)
    const check = sum % 11 <= 1 ? 0 : 11 - (sum % 11)
    expect(read(`試験 ${eleven}${check}`)).toEqual({ ok: false, reason: 'name-my-number' })
    expect(read('試験', `${eleven}${check}`)).toEqual({ ok: false, reason: 'kana-my-number' })
  })
})
