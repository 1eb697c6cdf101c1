import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { readDate } from './arrival-date-rules.ts'

const BOTH = ['western', 'wareki'] as const

describe(`a date in a file ${req('1.E.4')}`, () => {
  it.each([
    ['2026-10-04', '2026-10-04'],
    ['2026/10/4', '2026-10-04'],
    ['2026/10/04 0:00', '2026-10-04'],
    ['2026/10/04 00:00:00', '2026-10-04'],
    ['20261004', '2026-10-04'],
    ['2026.10.4', '2026-10-04'],
    ['2026年10月4日', '2026-10-04'],
    ['２０２６／１０／４', '2026-10-04'],
    ['2026−10−04', '2026-10-04'],
    ['令和8年10月4日', '2026-10-04'],
    ['令和 8年10月 4日', '2026-10-04'],
    ['R8.10.4', '2026-10-04'],
    ['r8/10/4', '2026-10-04'],
    ['R081004', '2026-10-04'],
    ['Ｒ０８．１０．０４', '2026-10-04'],
    ['㋿8年10月4日', '2026-10-04'],
    ['令和元年5月1日', '2019-05-01'],
    ['平成31年4月30日', '2019-04-30'],
    ['平成元年1月8日', '1989-01-08'],
    ['昭和64年1月7日', '1989-01-07'],
    ['S64.1.7', '1989-01-07'],
    ['大正元年7月30日', '1912-07-30'],
    ['明治45年7月29日', '1912-07-29'],
    ['令和6年2月29日', '2024-02-29'],
  ])('%s is %s', (text, date) => expect(readDate(text, BOTH)).toEqual({ date }))

  it.each([
    ['昭和64年1月8日', 'outside-its-era'],
    ['平成31年5月1日', 'outside-its-era'],
    ['平成元年1月7日', 'outside-its-era'],
    ['令和元年4月30日', 'outside-its-era'],
    ['令和8年2月30日', 'no-such-date'],
    ['令和7年2月29日', 'no-such-date'],
    ['令和0年1月1日', 'no-such-date'],
    ['2025-02-29', 'no-such-date'],
    ['20261301', 'no-such-date'],
    ['8年10月4日', 'not-a-date'],
    ['10/4/2026', 'not-a-date'],
    ['26-10-04', 'not-a-date'],
    ['未定', 'not-a-date'],
    ['46300', 'not-a-date'],
  ])('%s is refused as %s', (text, problem) => expect(readDate(text, BOTH)).toEqual({ problem }))

  it('is read only in the styles that the profile names', () => {
    expect(readDate('令和8年10月4日', ['western'])).toEqual({ problem: 'not-a-date' })
    expect(readDate('2026-10-04', ['wareki'])).toEqual({ problem: 'not-a-date' })
  })
})
