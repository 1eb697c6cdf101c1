import { describe, expect, it } from 'vitest'
import {
  addDays,
  dateAt,
  dateInEra,
  dateOf,
  eraOf,
  instantOf,
  nthOfMonth,
  type PlainDate,
  plainDate,
  timeAt,
  weekdayOf,
} from './calendar.ts'

describe('和暦', () => {
  it.each([
    ['showa', 64, 1, 7, '1989-01-07'],
    ['heisei', 1, 1, 8, '1989-01-08'],
    ['heisei', 31, 4, 30, '2019-04-30'],
    ['reiwa', 1, 5, 1, '2019-05-01'],
    ['taisho', 15, 12, 24, '1926-12-24'],
    ['heisei', 12, 2, 29, '2000-02-29'],
  ] as const)('%s %i.%i.%i is %s', (era, year, month, day, date) => {
    expect(dateInEra(era, year, month, day)).toEqual({ date })
  })

  it.each([
    ['showa', 64, 1, 8, 'outside-its-era'],
    ['heisei', 1, 1, 7, 'outside-its-era'],
    ['reiwa', 1, 4, 30, 'outside-its-era'],
    ['reiwa', 8, 2, 30, 'no-such-date'],
    ['heisei', 0, 5, 5, 'no-such-date'],
  ] as const)('%s %i.%i.%i is refused as %s', (era, year, month, day, problem) => {
    expect(dateInEra(era, year, month, day)).toEqual({ problem })
  })

  it('names the era of a date', () => {
    expect(eraOf('2026-11-28' as PlainDate)).toEqual({ era: 'reiwa', name: '令和', year: 8 })
  })
})

describe('dates in Tokyo', () => {
  it('a day begins at 15:00 UTC of the day before', () => {
    expect(dateAt(new Date('2026-11-22T14:59:59Z'))).toBe('2026-11-22')
    expect(dateAt(new Date('2026-11-22T15:00:00Z'))).toBe('2026-11-23')
    expect(timeAt(new Date('2026-11-23T00:30:00Z'))).toBe('09:30')
    expect(instantOf('2026-11-23' as PlainDate, '09:30').toISOString()).toBe('2026-11-23T00:30:00.000Z')
  })

  it('knows weekdays, months and days that are not', () => {
    expect(weekdayOf('2026-11-28' as PlainDate)).toBe(6)
    expect(nthOfMonth('2026-11-28' as PlainDate)).toBe(4)
    expect(addDays('2026-12-31' as PlainDate, 1)).toBe('2027-01-01')
    expect(dateOf(2026, 2, 29)).toBeNull()
    expect(dateOf(2026, 1.5, 2)).toBeNull()
  })

  it.each(['2026-02-30', '2026-13-01', '2026-00-10', '2026-01-00', '2026-04-31', '1900-02-29', '2026-1-1'])(
    '%s is no day',
    (text) => {
      expect(plainDate(text)).toBeNull()
    },
  )

  it.each(['0001-01-03', '0099-12-31', '1868-01-25', '1950-07-15', '2000-02-29', '9999-12-29'])(
    '%s is one',
    (text) => {
      expect(plainDate(text)).toBe(text)
    },
  )

  it.each(['0000-01-01', '0000-12-31', '0001-01-01', '9999-12-31'])('%s is none we can keep', (text) => {
    expect(plainDate(text)).toBeNull()
  })
})
