import { describe, expect, it } from 'vitest'
import { myNumberCheckDigit } from './my-number-rules.ts'
import { readNote } from './note-rules.ts'

const eleven = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
const myNumber = [...eleven, myNumberCheckDigit(eleven)].join('')

describe('a note of an officer', () => {
  it.each([
    ['nothing', '　 ', null],
    ['one line', ' 在留カードの\r\n更新待ち ', '在留カードの 更新待ち'],
    ['200 characters, also of two units', '𠮷'.repeat(200), '𠮷'.repeat(200)],
  ])('is kept: %s', (_what, typed, note) => {
    expect(readNote(typed)).toEqual({ ok: true, value: note })
  })

  it.each([
    ['longer', 'あ'.repeat(201), 'note-too-long'],
    ['with a control character', 'あ\u0000い', 'note-characters'],
    ['with a 個人番号', `番号は ${myNumber}`, 'note-my-number'],
  ])('is refused: %s', (_what, typed, reason) => {
    expect(readNote(typed)).toEqual({ ok: false, reason })
  })
})
