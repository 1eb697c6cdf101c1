import type { LaneCalendar } from '@madoguchi/core/availability'
import { describe, expect, it } from 'vitest'
import { availabilityPath, readAvailabilityQuery } from './availability-query.ts'
import { withinWindow } from './within-window.ts'

const calendar = { today: '2026-11-24', lastDate: '2026-12-24' } as LaneCalendar
const policy = {
  procedures: [{ code: 'P09' }],
  lanes: [{ code: 'certificate', procedures: ['P09'] }],
  calendar: { weekly: [], specialOpenings: [] },
} as unknown as Parameters<typeof readAvailabilityQuery>[1]
const pageOf = (query: string) =>
  availabilityPath(
    withinWindow(readAvailabilityQuery(new URLSearchParams(`procedure=P09&${query}`), policy, []), calendar),
  ).replace('/availability?procedure=P09', '')

describe('a month or a day that somebody asks for', () => {
  it.each(['month=2026-11', 'month=2026-12', 'day=2026-11-28', 'day=2026-12-31'])(
    '%s lies in a month that can be booked',
    (query) => {
      expect(pageOf(query)).toBe(`&${query}`)
    },
  )

  it.each(['month=2027-01', 'day=2027-01-05', 'month=9999-12', 'month=later'])(
    '%s is one page with every other that comes later',
    (query) => {
      expect(pageOf(query)).toBe('&month=later')
    },
  )

  it.each(['month=2026-10', 'day=0001-02-03', 'month=past'])(
    '%s is one page with all that passed',
    (query) => {
      expect(pageOf(query)).toBe('&month=past')
    },
  )
})
