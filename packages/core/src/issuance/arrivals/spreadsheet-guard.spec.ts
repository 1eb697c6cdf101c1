import { describe, expect, it } from 'vitest'
import { guarded, unguarded } from './spreadsheet-guard.ts'

describe('a cell that will be opened in a spreadsheet', () => {
  it.each([
    '=HYPERLINK("https://example.invalid")',
    '+81-48-775-5111',
    '-1',
    '@SUM(A1)',
    '＝cmd',
    '\t=1+1',
    '\r=1+1',
  ])('cannot run: %j', (text) => expect(guarded(text)).toBe(`'${text}`))

  it.each(['00798913814265599756373', '86125783010210390756000', '01'])(
    'cannot be spoilt, and is a number again when it comes back: %s',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`)
      expect(unguarded(guarded(text))).toBe(text)
    },
  )

  it.each(['桒原　昴', '3620017', '令和8年10月4日', "O'BRIEN", "'tis", "'", '', '1-2-3', 'B2611000'])(
    'stays as it is: %j',
    (text) => {
      expect(guarded(text)).toBe(text)
      expect(unguarded(text)).toBe(text)
    },
  )

  it('keeps the apostrophe that a name began with', () => expect(unguarded("'-name")).toBe("'-name"))
})
