import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import type { Mode, Policy } from '../tenancy/policy-rules.ts'
import { daysBookedFirst, hasMode, modeOn, weeklyWithoutBooking } from './reception-rules.ts'
import { cityHall, day, policy, weekly } from './testing/two-venues.ts'

const under = (mode: Mode): Policy => ({
  ...policy,
  calendar: { ...policy.calendar, weekly: [{ ...weekly, mode }] },
})
const free = under('no-booking')

describe(`受付のしかた ${req('2.A.4')}`, () => {
  it('は、日ごとに見分けられる。休みの日にはない', () => {
    const place = { venue: 'city-hall', lane: 'pickup' }
    const dates = [day('2026-11-26'), day('2026-11-28')]
    const modes = (rules: Policy) => dates.map((it) => modeOn(rules, NATIONAL_CALENDAR, place, it))
    expect(modes(policy)).toEqual(['booking-only', null])
    expect(modes(under('booking-first'))).toEqual(['booking-first', null])
    expect(daysBookedFirst(dates, place, under('booking-first'), NATIONAL_CALENDAR)).toEqual(['2026-11-26'])
    expect(daysBookedFirst(dates, place, free, NATIONAL_CALENDAR)).toEqual([])
  })

  it('が予約不要なら、その受付区分の手続に予約がいらない', () => {
    const of = (rules: Policy, procedure: string) =>
      weeklyWithoutBooking(rules, [cityHall], procedure).map((it) => it.venues.map(({ code }) => code))
    expect(of(free, 'P01')).toEqual([['city-hall']])
    expect(of(free, 'P09')).toEqual([])
    expect(of(policy, 'P01')).toEqual([])
  })

  it('は、臨時開庁だけにあっても、あると言う', () => {
    const hours = [{ ...weekly, mode: 'no-booking' as const }]
    const special = { date: day('2026-11-28'), venues: ['hirakata'], hours, reason: { ja: '臨時' } }
    const rules = { ...policy, calendar: { ...policy.calendar, specialOpenings: [special] } }
    expect(hasMode(rules, 'no-booking', 'hirakata', 'pickup')).toBe(true)
    expect(hasMode(rules, 'no-booking', 'city-hall', 'pickup')).toBe(false)
  })
})
