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
    ['reiwa', ' 8 ', '11', '23', '2026-11-23'],
  ])('%s %s %s %s is %s', (era, year, month, day, date) => {
    expect(read(era, year, month, day)).toEqual({ ok: true, value: date })
  })

  it.each([
    ['showa', '64', '1', '8', 'outside-its-era'],
    ['showa', '', '1', '8', 'birth-date-missing'],
    ['western', '2023', '2', '29', 'no-such-date'],
    ['western', 'abc', '2', '2', 'no-such-date'],
    ['western', '0049', '2', '2', 'no-such-date'],
    ['reiwa', '8', '11', '24', 'birth-date-ahead'],
    ['nonsense', '8', '11', '24', 'no-such-era'],
  ])('%s %s %s %s is refused as %s', (era, year, month, day, reason) => {
    expect(read(era, year, month, day)).toEqual({ ok: false, reason })
  })
})
