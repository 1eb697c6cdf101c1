import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { addDays } from '../calendar.ts'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import type { Policy, WeeklyHours } from '../tenancy/policy-rules.ts'
import { calendarOf, type SlotRow } from './free-slot-rules.ts'
import { daysWithoutBooking, monthOf, monthsOf } from './month-rules.ts'
import { cityHall, day, door, policy, row, time, weekly } from './testing/two-venues.ts'

const at = (rows: SlotRow[], now: string) =>
  calendarOf('pickup', rows, { policy, national: NATIONAL_CALENDAR, door }, new Date(`${now}+09:00`))
const monthUnder = (rules: Policy, rows: SlotRow[], name = '2026-11', now = '2026-11-25T12:00:00') => {
  const calendar = calendarOf(
    'pickup',
    rows,
    { policy: rules, national: NATIONAL_CALENDAR, door },
    new Date(`${now}+09:00`),
  )
  const days = monthOf(calendar, cityHall, name, rules, NATIONAL_CALENDAR)
  return new Map(days.map((it) => [it.date, it]))
}
const month = (...asked: [SlotRow[], string?, string?]) => monthUnder(policy, ...asked)

describe('月の表', () => {
  it('一日の空きは、その日の枠の合計', () => {
    const days = month([row('2026-11-26', '09:00', { free: 0 }), row('2026-11-26', '09:30', { free: 1 })])
    expect(days.get(day('2026-11-26'))).toEqual({ date: '2026-11-26', state: 'few', free: 1 })
  })

  it('休みの日は、なぜ休みかを言う', () => {
    const november = month([])
    expect(november.size).toBe(30)
    expect(november.get(day('2026-11-24'))).toMatchObject({ state: 'closed', reason: { kind: 'past' } })
    expect(november.get(day('2026-11-25'))).toMatchObject({ reason: { kind: 'over' } })
    expect(november.get(day('2026-11-28'))).toMatchObject({ reason: { kind: 'weekly' } })

    const december = month([], '2026-12')
    expect(december.get(day('2026-12-03'))).toMatchObject({
      reason: { kind: 'closure', text: { ja: '停電のため' } },
    })
    expect(december.get(day('2026-12-10'))).toMatchObject({
      reason: { kind: 'not-yet', opensAt: new Date('2026-11-26T09:00:00+09:00') },
    })
    expect(december.get(day('2026-12-30'))).toMatchObject({ reason: { kind: 'year-end' } })
  })

  it('見られる月は、今月から最後に開いた日の月まで', () => {
    expect(monthsOf(at([], '2026-11-25T12:00:00'))).toEqual(['2026-11', '2026-12'])
    expect(monthsOf(at([], '2026-12-20T12:00:00'))).toEqual(['2026-12', '2027-01'])
    expect(month([], '2027-02', '2027-02-01T12:00:00').size).toBe(28)
    expect(month([], 'いつか').size).toBe(0)
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
  })
})

describe(`予約不要の会場 ${req('2.A.4')}`, () => {
  const hours = { ...weekly, periods: [{ from: time('13:00'), until: time('16:00') }, ...weekly.periods] }
  const under = (mode: WeeklyHours['mode']): Policy => ({
    ...policy,
    calendar: { ...policy.calendar, weekly: [{ ...hours, mode }] },
  })
  const free = under('no-booking')
  const periods = [
    { from: '09:00', until: '12:00' },
    { from: '13:00', until: '16:00' },
  ]

  it('は、空きの記号のかわりに受付時間を、予約の受付が始まる前の日にも見せる', () => {
    const december = monthUnder(free, [], '2026-12')
    expect(december.get(day('2026-12-02'))).toEqual({ date: '2026-12-02', state: 'no-booking', periods })
    expect(december.get(day('2026-12-10'))).toMatchObject({ state: 'no-booking' })
    expect(december.get(day('2026-12-03'))).toMatchObject({ state: 'closed', reason: { kind: 'closure' } })
    expect(december.get(day('2026-12-05'))).toMatchObject({ reason: { kind: 'weekly' } })
  })

  it('は、今日の受付時間が過ぎれば、受付終了', () => {
    const today = (at: string) => monthUnder(free, [], '2026-11', `2026-11-25T${at}`).get(day('2026-11-25'))
    expect(today('15:59:59')).toMatchObject({ state: 'no-booking' })
    expect(today('16:00:00')).toMatchObject({ state: 'closed', reason: { kind: 'over' } })
  })

  it('の次の日を、予約できる範囲の中で言える', () => {
    const next = (rules: Policy) =>
      daysWithoutBooking(at([], '2026-11-25T16:30:00'), cityHall, rules, NATIONAL_CALENDAR).map(
        (it) => it.date,
      )
    expect(next(free)[0]).toBe('2026-11-26')
    expect(next(free).at(-1)).toBe('2026-12-09')
    expect(next(policy)).toEqual([])
  })
})
