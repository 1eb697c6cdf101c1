import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { readHolidayLines } from './holiday-file-rules.ts'

const HEADING = '国民の祝日・休日月日,国民の祝日・休日名称'
const linesOf = (...texts: string[]) =>
  [HEADING, ...texts].map((text, at) => ({ line: at + 1, cells: text.split(',') }))
const read = (...texts: string[]) => readHolidayLines(linesOf(...texts), 2026)

describe('国民の祝日の表', () => {
  it(`の、今年からの日を、日付の順に読む。過ぎた年はそのままにする ${req('2.A.2')}`, () => {
    expect(read('2025/1/1,元日', '2026/11/3,文化の日', '2026/1/1,元日', '2027/1/1,元日')).toEqual({
      ok: true,
      bad: [],
      days: [
        { day: '2026-01-01', name: '元日' },
        { day: '2026-11-03', name: '文化の日' },
        { day: '2027-01-01', name: '元日' },
      ],
    })
  })

  it('の名前は、公表されたとおりに残す', () => {
    expect(read('2026/5/1,休日（祝日扱い）')).toMatchObject({ days: [{ name: '休日（祝日扱い）' }] })
  })

  it('の日付は、表計算で保存し直したものも読む', () => {
    expect(read('2026-01-01,元日', '２０２６/2/11, 建国記念の日 ,')).toMatchObject({
      days: [
        { day: '2026-01-01', name: '元日' },
        { day: '2026-02-11', name: '建国記念の日' },
      ],
    })
  })

  it(`の読めない行は、行と理由を言う。ほかの行は読む ${req('2.A.2')}`, () => {
    const found = readHolidayLines(
      [
        ...linesOf(
          '2026/1/1,元日',
          '2026/2/30,試験の日',
          '1/12,成人の日',
          '2026/2/23,',
          '2026/1/1,元旦',
          '2026/3/20',
        ),
        { line: 8, problem: 'stray-quote' },
        { line: 9, cells: ['2026/4/29', 'あ'.repeat(41)] },
        { line: 10, cells: ['2026/5/3', '憲法記念日', '余り'] },
      ],
      2026,
    )
    expect(found).toEqual({
      ok: true,
      days: [{ day: '2026-01-01', name: '元日' }],
      bad: [
        { line: 3, problem: 'no-such-date', text: '2026/2/30,試験の日' },
        { line: 4, problem: 'no-such-date', text: '1/12,成人の日' },
        { line: 5, problem: 'name-missing', text: '2026/2/23,' },
        { line: 6, problem: 'same-day-twice', text: '2026/1/1,元旦' },
        { line: 7, problem: 'not-two-cells', text: '2026/3/20' },
        { line: 8, problem: 'stray-quote', text: '' },
        { line: 9, problem: 'name-too-long', text: `2026/4/29,${'あ'.repeat(41)}` },
        { line: 10, problem: 'not-two-cells', text: '2026/5/3,憲法記念日,余り' },
      ],
    })
  })

  it('の行がすべて読めなければ、日はない', () => {
    expect(read('元日')).toMatchObject({ ok: true, days: [], bad: [{ line: 2 }] })
  })
})

describe('違うファイル', () => {
  it.each([
    ['見出しのない表', [{ line: 1, cells: ['2026/1/1', '元日'] }], 'not-the-holiday-file'],
    ['別の表', [{ line: 1, cells: ['申請書ID', '氏名'] }], 'not-the-holiday-file'],
    ['行のないファイル', [], 'not-the-holiday-file'],
    ['見出しだけの表', linesOf(), 'no-days'],
    ['去年までの表', linesOf('2024/1/1,元日', '2025/1/1,元日'), 'file-too-old'],
    ['途中の年が抜けた表', linesOf('2026/1/1,元日', '2028/1/1,元日'), 'years-missing'],
    ['来年から始まる表', linesOf('2027/1/1,元日'), 'years-missing'],
  ])('%sは、使えない理由を言う', (_what, lines, problem) => {
    expect(readHolidayLines(lines, 2026)).toEqual({ ok: false, problem })
  })
})
