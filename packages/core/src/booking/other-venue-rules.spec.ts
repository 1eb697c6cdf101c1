import { describe, expect, it } from 'vitest'
import type { NationalCalendar } from '../national/national-calendar-rules.ts'
import type { BookingPolicy } from '../tenancy/policy-rules.ts'
import { otherVenueFrom, whyNotThere } from './other-venue-rules.ts'

const national = {
  holidays: new Map([['2026-11-23', '勤労感謝の日']]),
  stops: [],
} as unknown as NationalCalendar
const rules = (days?: number) => ({ otherVenueBusinessDays: days }) as BookingPolicy
const at = (text: string) => new Date(`${text}+09:00`)

describe('a card that lies at another venue', () => {
  it.each([
    [5, '2026-11-20T16:00', '2026-11-30T00:00'],
    [1, '2026-11-20T16:00', '2026-11-24T00:00'],
    [1, '2026-11-24T00:00', '2026-11-25T00:00'],
    [2, '2026-12-28T09:00', '2027-01-05T00:00'],
  ])('is there %d business days after %s', (days, now, from) => {
    expect(otherVenueFrom(rules(days), national, at(now))).toEqual(at(from))
  })

  it('stays where it is when the municipality does not carry it', () => {
    expect(otherVenueFrom(rules(), national, at('2026-11-20T16:00'))).toBeNull()
  })

  it.each([
    ['hall', '2026-11-24T09:00', true, null],
    ['branch', '2026-11-29T23:59', true, 'other-venue-too-soon'],
    ['branch', '2026-11-30T00:00', true, null],
    ['branch', '2026-12-30T00:00', false, 'other-venue'],
  ])('at the %s on %s', (venueId, startsAt, carried, reason) => {
    const card = { venueId: 'hall', otherVenueFrom: carried ? at('2026-11-30T00:00') : null }
    expect(whyNotThere({ venueId, startsAt: at(startsAt) }, card)).toBe(reason)
  })
})
