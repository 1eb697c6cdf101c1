import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatMonth,
  formatTime,
  formatTimeRange,
  weekdayNames,
} from './format.ts'

describe('a date', () => {
  it('is written as each reader writes it', () => {
    expect(formatDate('ja', '2026-11-28')).toBe('令和8年11月28日（土）')
    expect(formatDate('ja-easy', '2026-11-28')).toBe('2026年11月28日（土曜日）')
    expect(formatDate('en', '2026-11-28')).toBe('Saturday, 28 November 2026')
  })

  it('can be short, without its weekday, or with the Western year', () => {
    expect(formatDate('ja', '2026-11-28', { length: 'short' })).toBe('11月28日（土）')
    expect(formatDate('ja', '2026-11-28', { years: 'western' })).toBe('2026年11月28日（土）')
    expect(formatDate('ja', '2026-11-28', { years: 'both' })).toBe('令和8年（2026年）11月28日（土）')
    expect(formatDate('ja', '1980-04-01', { weekday: false })).toBe('昭和55年4月1日')
    expect(formatDate('en', '2026-11-28', { length: 'short' })).toBe('Saturday, 28 November')
  })

  it.each([
    ['2019-05-01', '令和元年5月1日'],
    ['2019-04-30', '平成31年4月30日'],
    ['1989-01-08', '平成元年1月8日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1926-12-24', '大正15年12月24日'],
    ['1912-07-30', '大正元年7月30日'],
    ['1912-07-29', '明治45年7月29日'],
  ])('%s belongs to its era: %s', (date, written) => {
    expect(formatDate('ja', date, { weekday: false })).toBe(written)
  })

  it('of an instant is the date in Tokyo', () => {
    expect(formatDate('ja', new Date('2026-11-27T14:59:59Z'))).toContain('27日（金）')
    expect(formatDate('ja', new Date('2026-11-27T15:00:00Z'))).toContain('28日（土）')
  })

  it.each(['', '2026-02-30', '2026-2-3', 'tomorrow'])('%j is a defect, not a date', (date) => {
    expect(() => formatDate('ja', date)).toThrow(RangeError)
  })
})

describe('a time', () => {
  it('is Tokyo wall-clock time', () => {
    const instant = new Date('2026-11-28T00:30:00Z')
    expect(formatTime('ja', instant)).toBe('9時30分')
    expect(formatTime('ja-easy', '13:00')).toBe('13時')
    expect(formatTime('en', '13:05:00')).toBe('1:05 pm')
    expect(formatTime('en', '00:00')).toBe('12:00 am')
    expect(formatDateTime('ja', instant)).toBe('令和8年11月28日（土）9時30分')
    expect(formatDateTime('ja-easy', instant)).toBe('2026年11月28日（土曜日） 9時30分')
    expect(formatDateTime('en', instant)).toBe('Saturday, 28 November 2026, 9:30 am')
  })

  it('spans', () => {
    expect(formatTimeRange('ja', '9:30', '10:00')).toBe('9時30分から10時まで')
    expect(formatTimeRange('ja-easy', '9:30', '10:00')).toBe('9時30分 から 10時 まで')
    expect(formatTimeRange('en', '9:30', '10:00')).toBe('9:30 am to 10:00 am')
  })
})

it('heads a calendar with its month and weekdays', () => {
  expect(formatMonth('ja', '2026-11-01')).toBe('令和8年11月')
  expect(formatMonth('ja', '2026-11-01', 'western')).toBe('2026年11月')
  expect(formatMonth('ja-easy', '2026-11-01')).toBe('2026年11月')
  expect(formatMonth('en', '2026-11-01')).toBe('November 2026')
  expect(weekdayNames('ja')[6]).toEqual({ short: '土', long: '土曜日' })
})
