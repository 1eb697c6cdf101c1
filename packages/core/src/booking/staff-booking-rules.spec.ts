import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { mayAnswerCalls, mayBookFor, mayOverride, proceduresWithoutCard } from './staff-booking-rules.ts'

const now = new Date('2026-11-24T10:00:00+09:00')
const policyOf = (staffOverride?: 'none' | 'within-capacity') =>
  ({
    procedures: [
      { code: 'P01', needsCard: true, booking: 'required' },
      { code: 'P09', needsCard: false, booking: 'required' },
      { code: 'P17', needsCard: false, booking: 'none' },
    ],
    lanes: [{ code: 'card', procedures: ['P01', 'P09', 'P17'] }],
    booking: { staffOverride },
  }) as never
const slot = (opens: string, closes: string) => {
  const closesAt = new Date(`2026-11-24T${closes}:00+09:00`)
  const window = { opensAt: new Date(`2026-11-24T${opens}:00+09:00`), closesAt, changeUntil: closesAt }
  return { lane: 'card', startsAt: closesAt, window }
}
const ask = { procedure: 'P09', slot: slot('09:00', '11:00'), running: false, reason: null }

describe(`who answers the telephone ${req('2.F.1')}`, () => {
  it.each([
    ['manager', true],
    ['officer', true],
    ['part_time', true],
    ['branch', true],
    ['call_centre', true],
    ['contractor', false],
    ['auditor', false],
  ] as const)('%s: %s', (role, may) => {
    expect(mayAnswerCalls([role])).toBe(may)
    expect(mayBookFor(policyOf(), [role], ask, now).ok).toBe(may)
  })
})

describe('what the office may book', () => {
  const book = (over: object) => mayBookFor(policyOf(), ['call_centre'], { ...ask, ...over }, now)

  it('keeps the windows that residents keep', () => {
    expect(book({ slot: slot('10:01', '12:00') })).toEqual({ ok: false, reason: 'not-open-yet' })
    expect(book({ slot: slot('08:00', '10:00') })).toEqual({ ok: false, reason: 'closed' })
    expect(book({ procedure: 'P17' })).toEqual({ ok: false, reason: 'no-such-procedure' })
  })

  it(`needs no window for whoever stands at the counter ${req('2.F.2')}`, () => {
    expect(book({ slot: slot('08:00', '09:55'), running: true })).toMatchObject({ ok: true })
    expect(book({ slot: null, running: true })).toEqual({ ok: false, reason: 'no-slot-now' })
  })

  it('offers without a letter what needs no card and can be booked', () => {
    expect(proceduresWithoutCard(policyOf()).map((it) => it.code)).toEqual(['P09'])
  })
})

describe(`a place of another channel ${req('2.F.3')}`, () => {
  const beyond = (policy: never, reason: string | null) => {
    const answer = mayBookFor(policy, ['officer'], { ...ask, reason }, now)
    return answer.ok ? answer.value.beyond : answer.reason
  }

  it('is taken with a reason, where the municipality lets it', () => {
    expect(beyond(policyOf('within-capacity'), 'hardship')).toBe(true)
    expect(beyond(policyOf('within-capacity'), null)).toBe(false)
    expect(beyond(policyOf('within-capacity'), 'because')).toBe('reason-missing')
    expect(beyond(policyOf('none'), 'hardship')).toBe(false)
    expect(mayOverride(policyOf())).toBe(false)
  })
})
