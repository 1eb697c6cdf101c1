import { randomBytes } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { formatInquiryNumber, inquiryNumberFrom, readInquiryNumber } from './inquiry-number-rules.ts'

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const number = inquiryNumberFrom(new Uint8Array([0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd]))
const withOnes = inquiryNumberFrom(new Uint8Array(7)) // 0000-0000-000 and its check character
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0))

describe('a fresh 照会番号', () => {
  it(`has eleven random characters and one to check them, without I, L, O and U ${req('1.E.13')}`, () => {
    for (let i = 0; i < 500; i++)
      expect(inquiryNumberFrom(randomBytes(7))).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  })

  it('uses 55 bits: every one of the eleven characters takes every value', () => {
    const seen = Array.from({ length: 11 }, () => new Set<string>())
    for (let i = 0; i < 3000; i++) {
      for (const [at, letter] of [...inquiryNumberFrom(randomBytes(7)).slice(0, 11)].entries())
        seen[at]!.add(letter)
    }
    expect(seen.map((it) => it.size)).toEqual(Array(11).fill(32))
  })

  it('ignores bytes beyond the seventh, and will not do with fewer', () => {
    const seven = randomBytes(7)
    expect(inquiryNumberFrom(new Uint8Array([...seven, 1, 2, 3]))).toBe(inquiryNumberFrom(seven))
    expect(() => inquiryNumberFrom(new Uint8Array(6))).toThrow()
  })

  it('is shown in three groups of four', () => {
    expect(formatInquiryNumber(number)).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(formatInquiryNumber(number).replaceAll('-', '')).toBe(number)
  })
})

describe('a 照会番号 as people type it', () => {
  const shown = formatInquiryNumber(number)
  it.each<[string, string]>([
    ['as printed', shown],
    ['without hyphens', number],
    ['in lower case', shown.toLowerCase()],
    ['in full width', fullWidth(shown)],
    ['in full-width lower case', fullWidth(shown.toLowerCase())],
    ['with spaces around and between', `  ${shown.replaceAll('-', ' ')}　`],
    ...['‐', '‑', '‒', '–', '—', '―', '−', '－', 'ー', 'ｰ', '﹣', '　', '\u200B'].map(
      (it) =>
        [`with U+${it.charCodeAt(0).toString(16)} for a hyphen`, shown.replaceAll('-', it)] as [
          string,
          string,
        ],
    ),
  ])('is read %s', (_how, typed) => {
    expect(readInquiryNumber(typed)).toEqual({ ok: true, value: number })
  })

  it('is read when O was typed for 0', () => {
    expect(readInquiryNumber(withOnes.replaceAll('0', 'o'))).toEqual({ ok: true, value: withOnes })
  })

  it('is read when I or L was typed for 1', () => {
    const found = Array.from({ length: 5000 }, () => inquiryNumberFrom(randomBytes(7))).find((it) =>
      /1.*1/.test(it),
    )!
    expect(readInquiryNumber(found.replace('1', 'I').replace('1', 'l'))).toEqual({ ok: true, value: found })
  })

  it.each([11, 13, 0])('is refused with the number of characters typed, here %i', (length) => {
    const typed = (number + number).slice(0, length)
    expect(readInquiryNumber(typed)).toEqual({ ok: false, reason: 'inquiry-number-length', typed: length })
  })

  it('is refused with the characters it never has', () => {
    const typed = `U${number.slice(1, 11)}@`
    expect(readInquiryNumber(typed)).toEqual({ ok: false, reason: 'inquiry-number-letters', letters: 'U@' })
  })

  it('is refused when any single character is wrong', () => {
    for (const at of number.split('').keys()) {
      for (const letter of LETTERS.replace(number.charAt(at), '')) {
        const typed = number.slice(0, at) + letter + number.slice(at + 1)
        expect(readInquiryNumber(typed)).toEqual({ ok: false, reason: 'inquiry-number-check' })
      }
    }
  })

  it('is refused when two neighbours are swapped, except 0 and Z, which the check cannot tell apart', () => {
    let missed = 0
    for (let i = 0; i < 500; i++) {
      const fresh = inquiryNumberFrom(randomBytes(7))
      for (let at = 0; at < 11; at++) {
        const [a, b] = [fresh.charAt(at), fresh.charAt(at + 1)]
        if (a === b || `${a}${b}` === '0Z' || `${a}${b}` === 'Z0') continue
        if (readInquiryNumber(fresh.slice(0, at) + b + a + fresh.slice(at + 2)).ok) missed++
      }
    }
    expect(missed).toBe(0)
  })
})
