import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { holidaysOfYear, isProvisional, nationalCalendarOf } from './national-calendar-rules.ts'

const day = (text: string) => text as PlainDate
const published = {
  announcedUntil: 2027,
  holidays: new Map([
    [day('2026-11-23'), { ja: '勤労感謝の日' }],
    [day('2027-11-23'), { ja: '勤労感謝の日' }],
    [day('2028-11-23'), { ja: '勤労感謝の日' }],
  ]),
}

describe('取込みの前', () => {
  const national = nationalCalendarOf([], [], published)

  it('は、公開の暦がそのまま使える。公表された年までは暫定ではない', () => {
    expect([...national.holidays]).toEqual(['2026-11-23', '2027-11-23', '2028-11-23'])
    expect(['2027-12-31', '2028-01-01', '2028-02', '2029'].map((it) => isProvisional(national, it))).toEqual([
      false,
      true,
      true,
      true,
    ])
  })

  it('も、20 時より後に終わる枠はない', () => {
    expect(national.lastEnd).toBe('20:00')
  })
})

describe('2026年だけが取り込まれた暦', () => {
  const imported = [{ day: day('2026-11-24'), name: '試験の日' }]
  const national = nationalCalendarOf([day('2026-11-24')], [], published)

  it(`は、その年は取り込んだ日だけ、ほかの年は公開の暦による ${req('2.A.2')}`, () => {
    expect([...national.holidays].toSorted()).toEqual(['2026-11-24', '2027-11-23', '2028-11-23'])
  })

  it(`の翌年からは暫定 ${req('2.A.2')}`, () => {
    expect(national.provisionalFrom).toBe(2027)
  })

  it('の一年の表は、出どころを言う', () => {
    expect(holidaysOfYear(2026, imported, published.holidays)).toEqual({
      source: 'imported',
      holidays: imported,
    })
    expect(holidaysOfYear(2027, imported, published.holidays)).toEqual({
      source: 'published',
      holidays: [{ day: '2027-11-23', name: '勤労感謝の日' }],
    })
    expect(holidaysOfYear(2051, imported, published.holidays).holidays).toEqual([])
  })
})
