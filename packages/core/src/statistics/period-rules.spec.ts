import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { readPeriod } from './period-rules.ts'

const day = (text: string) => text as PlainDate
/** A Tuesday. */
const today = day('2026-11-24')

describe(`the span of time that figures are asked for ${req('2.I.1')}`, () => {
  it.each([
    ['today', '2026-11-24', '2026-11-24', '2026-11-24'],
    ['week', '2026-11-24', '2026-11-23', '2026-11-29'],
    ['week', '2026-11-29', '2026-11-23', '2026-11-29'],
    ['month', '2026-11-24', '2026-11-01', '2026-11-30'],
    ['month', '2027-02-10', '2027-02-01', '2027-02-28'],
    ['fiscal', '2026-11-24', '2026-04-01', '2027-03-31'],
    ['fiscal', '2027-03-31', '2026-04-01', '2027-03-31'],
    ['fiscal', '2027-04-01', '2027-04-01', '2028-03-31'],
  ])('%s on %s is %s to %s', (period, on, from, until) => {
    expect(readPeriod({ period }, day(on))).toEqual({ ok: true, value: { kind: period, from, until } })
  })

  it('is the month when nothing, or nothing known, was asked', () => {
    expect(readPeriod({}, today)).toMatchObject({ value: { kind: 'month' } })
    expect(readPeriod({ period: 'century' }, today)).toMatchObject({ value: { kind: 'month' } })
  })

  it.each([
    [
      { from: '2026-11-01', until: '2026-11-10' },
      { ok: true, value: { kind: 'other' } },
    ],
    [
      { from: '2026-11-01', until: '' },
      { ok: false, reason: 'no-such-day' },
    ],
    [
      { from: '2026-11-31', until: '2026-12-01' },
      { ok: false, reason: 'no-such-day' },
    ],
    [
      { from: '2026-11-10', until: '2026-11-01' },
      { ok: false, reason: 'ends-before-it-begins' },
    ],
    [
      { from: '2020-01-01', until: '2026-11-01' },
      { ok: false, reason: 'too-long' },
    ],
  ])('%o', (asked, expected) => {
    expect(readPeriod(asked, today)).toMatchObject(expected)
  })
})
