import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import type { BookingPolicy, Hours } from '../tenancy/policy-rules.ts'
import { nextOpening } from './next-opening-rules.ts'
import { policy, weekly } from './testing/two-venues.ts'

const at = (text: string) => new Date(`${text}:00+09:00`)
/** When the web finds more in the slot of Tuesday 1 December at 9. */
const next = (booking: Partial<BookingPolicy>, now: string, channels: Partial<Hours['channels']> = {}) => {
  const hours = { ...weekly, channels: { ...weekly.channels, ...channels } }
  const rules = { ...policy, calendar: { ...policy.calendar, weekly: [hours] } }
  const slot = { venue: 'city-hall', lane: 'pickup', startsAt: at('2026-12-01T09:00'), minutes: 30 }
  return nextOpening(
    { ...slot, channel: 'web' },
    { ...rules, booking: { ...policy.booking, ...booking } },
    NATIONAL_CALENDAR,
    at(now),
  )
}

describe(`次に開く時刻 ${req('2.B.3')}`, () => {
  const laterLots = [{ percent: 25, businessDaysBefore: 2 }]
  const unusedPlaces = [{ channels: ['telephone' as const, 'counter' as const], minutesBefore: 120 }]

  it('は、次の分割か開放のうち、その方法の数が増えるもの', () => {
    expect(next({ laterLots }, '2026-11-25T12:00')).toEqual(at('2026-11-27T09:00'))
    expect(next({ laterLots }, '2026-11-27T09:00')).toBeNull()
    expect(next({ unusedPlaces }, '2026-11-27T09:00', { web: 2 })).toEqual(at('2026-12-01T07:00'))
    expect(next({ laterLots, unusedPlaces }, '2026-11-27T09:00', { web: 2 })).toEqual(at('2026-12-01T07:00'))
  })

  it('は、何も残していない方法と、ウェブに開かない枠と、休みの日にはない', () => {
    expect(next({ unusedPlaces }, '2026-11-27T09:00')).toBeNull()
    expect(next({ unusedPlaces }, '2026-11-27T09:00', { web: 0 })).toBeNull()
    expect(next({}, '2026-11-27T09:00', { web: 2 })).toBeNull()
  })
})
