import { describe, expect, it } from 'vitest'
import { guarded, unguarded, unguardedNumber } from './spreadsheet-guard.ts'

const comesBack = (text: string) => expect(unguarded(guarded(text))).toBe(text)

describe('a cell that will be opened in a spreadsheet', () => {
  it.each([
    ['=HYPERLINK("https://example.invalid")', '\'=HYPERLINK("https://example.invalid")'],
    ['+81-48-775-5111', "'+81-48-775-5111"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝cmd', "'＝cmd"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠SUM(A1)', "'＠SUM(A1)"],
    ['  =1+1', "'  =1+1"],
    ['\u3000＝1', "'\u3000＝1"],
    ['\t=1+1', "'\t'=1+1"],
    ['\r=1+1', "'\r'=1+1"],
    ['\t上尾', "'\t上尾"],
  ])('cannot run: %j', (text, safe) => {
    expect(guarded(text)).toBe(safe)
    comesBack(text)
  })

  it.each([
    ['上尾;=1+1', "上尾;'=1+1"],
    ['上尾; ＝1', "上尾;' ＝1"],
    ['上尾\t@A1\n-1', "上尾\t'@A1\n'-1"],
    ["上尾;'=1", "上尾;''=1"],
  ])('cannot run where a reader takes it apart: %j', (text, safe) => {
    expect(guarded(text)).toBe(safe)
    comesBack(text)
  })

  it.each(['00798913814265599756373', '86125783010210390756000', '01', "'01"])(
    'cannot be spoilt, and is a number again when it comes back: %s',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`)
      comesBack(text)
    },
  )

  it.each([
    '桒原　昴',
    '3620017',
    '令和8年10月4日',
    "O'BRIEN",
    "'tis",
    "'",
    '',
    '1-2-3',
    'B2611000',
    '仲町1；－2',
  ])('stays as it is: %j', (text) => {
    expect(guarded(text)).toBe(text)
    expect(unguarded(text)).toBe(text)
  })

  it.each(["'-name", "''=1", "'\t"])('comes back with the apostrophes it began with: %j', comesBack)
})

describe('a cell of somebody else’s file', () => {
  it.each([
    ["'01", '01'],
    ["'86125783010210390756000", '86125783010210390756000'],
    ["'-name", "'-name"],
    ["''01", "''01"],
  ])('loses the apostrophe of a number, and no other: %s', (cell, text) =>
    expect(unguardedNumber(cell)).toBe(text),
  )
})
