import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { standingInLine, waitingDays } from './waiting-rules.ts'

const now = new Date('2026-11-24T10:00:00+09:00')
const day = (text: string) => text as PlainDate
const later = new Date('2026-11-24T12:00:00+09:00')

describe(`somebody who waits for a place ${req('2.D.3')}`, () => {
  it.each([
    ['waiting', { leftAt: null, reservation: null, until: null }],
    ['left', { leftAt: now, reservation: null, until: null }],
    ['offered', { leftAt: null, reservation: 'held', until: later }],
    ['passed', { leftAt: null, reservation: 'held', until: now }],
    ['passed', { leftAt: null, reservation: 'expired', until: later }],
    ['left', { leftAt: now, reservation: 'expired', until: later }],
    ['taken', { leftAt: null, reservation: 'confirmed', until: null }],
  ])('is %s', (standing, it) => {
    expect(standingInLine(it, now)).toBe(standing)
  })

  it('waits for days that can come', () => {
    const days = (from: string | null, until: string | null) =>
      waitingDays(from ? day(from) : null, until ? day(until) : null, 60, now)
    expect(days('2026-11-25', '2026-12-10')).toMatchObject({ ok: true })
    expect(days(null, '2026-12-10')).toMatchObject({ reason: 'days-missing' })
    expect(days('2026-12-10', '2026-12-09')).toMatchObject({ reason: 'days-backwards' })
    expect(days('2026-11-20', '2026-11-24')).toMatchObject({ reason: 'days-over' })
    expect(days('2027-03-01', '2027-03-02')).toMatchObject({ reason: 'days-far' })
  })
})
