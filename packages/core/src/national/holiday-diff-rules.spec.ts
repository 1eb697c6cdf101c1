import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { diffHolidays, isNothing } from './holiday-diff-rules.ts'

const holiday = (day: string, name: string) => ({ day: day as PlainDate, name })
const published = new Map([
  ['2026-01-01' as PlainDate, { ja: '元日' }],
  ['2026-09-22' as PlainDate, { ja: '国民の休日' }],
  ['2027-01-01' as PlainDate, { ja: '元日' }],
  ['2028-01-01' as PlainDate, { ja: '元日' }],
])

describe(`初めて取り込む表 ${req('2.A.2')}`, () => {
  const file = [
    holiday('2026-01-01', '元日'),
    holiday('2026-09-22', '休日'),
    holiday('2026-12-08', '試験の日'),
  ]

  it('は、いま使われている公開の暦と比べる。増える日・減る日・名前の変わる日が分かる', () => {
    expect(diffHolidays(file, [], published)).toEqual({
      from: 2026,
      until: 2026,
      newYears: [2026],
      added: [holiday('2026-12-08', '試験の日')],
      removed: [],
      renamed: [{ ...holiday('2026-09-22', '休日'), before: '国民の休日' }],
    })
    expect(diffHolidays(file.slice(0, 1), [], published).removed).toEqual([
      holiday('2026-09-22', '国民の休日'),
    ])
  })

  it('は、日が同じでも、出どころが変わるので何もないことにはならない', () => {
    const same = diffHolidays([holiday('2027-01-01', '元日')], [], published)
    expect({ ...same, nothing: isNothing(same) }).toMatchObject({
      newYears: [2027],
      added: [],
      nothing: false,
    })
  })
})

describe('取り込んだ後の表', () => {
  const imported = [holiday('2026-01-01', '元日'), holiday('2027-01-01', '元日')]

  it(`は、同じ表なら何も変えない ${req('2.A.2')}`, () => {
    const again = diffHolidays(imported, imported, published)
    expect({ ...again, nothing: isNothing(again) }).toEqual({
      from: 2026,
      until: 2027,
      newYears: [],
      added: [],
      removed: [],
      renamed: [],
      nothing: true,
    })
  })

  it('は、表にない年には触れない', () => {
    const only2026 = diffHolidays(imported.slice(0, 1), imported, published)
    expect({ until: only2026.until, removed: only2026.removed }).toEqual({ until: 2026, removed: [] })
  })

  it('は、年が進めば、新しい年だけを加える', () => {
    const next = diffHolidays([...imported, holiday('2028-01-01', '元日')], imported, published)
    expect(next).toMatchObject({ newYears: [2028], added: [], removed: [], renamed: [] })
  })
})
