import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { readBirthDate } from './birth-date-rules.ts'

const today = '2026-11-23' as PlainDate
const read = (era: string, year: string, month: string, day: string) =>
  readBirthDate({ era, year, month, day }, today)

describe('a birth date as people type it', () => {
  it.each([
    ['showa', '２４', '３', '２０', '1949-03-20'],
    ['western', '1949', '03', '20', '1949-03-20'],
    ['western', '１９４９年', '3月', '20日', '1949-03-20'],
    ['heisei', '元', '1', '8', '1989-01-08'],
    ['showa', '1980', '4', '1', '1980-04-01'],
    ['reiwa', ' 8 ', '11', '23', '2026-11-23'],
  ])('%s %s %s %s is %s', (era, year, month, day, date) => {
    expect(read(era, year, month, day)).toEqual({ ok: true, value: date })
  })

  it.each([
    ['showa', '64', '1', '8', 'outside-its-era'],
    ['showa', '', '1', '8', 'birth-date-missing'],
    ['western', '2023', '2', '29', 'no-such-date'],
    ['western', '2023', '13', '1', 'no-such-date'],
    ['western', 'abc', '2', '2', 'not-in-digits'],
    ['showa', '５５', '四', '1', 'not-in-digits'],
    ['western', '0049', '2', '2', 'western-year'],
    ['western', '26', '2', '2', 'western-year'],
    ['western', '1500', '2', '2', 'western-year'],
    ['heisei', '1980', '4', '1', 'western-year-in-era'],
    ['heisei', '1980', '13', '1', 'no-such-date'],
    ['heisei', '1', '1', '7', 'outside-its-era'],
    ['heisei', '55', '4', '1', 'outside-its-era'],
    ['reiwa', '8', '11', '24', 'birth-date-ahead'],
    ['nonsense', '8', '11', '24', 'no-such-era'],
  ])('%s %s %s %s is refused as %s', (era, year, month, day, reason) => {
    expect(read(era, year, month, day)).toEqual({ ok: false, reason })
  })
})
