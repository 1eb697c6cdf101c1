import { describe, expect, it } from 'vitest'
import { STAFF_ROLES } from '../identity/staff-session-rules.ts'
import { isOvertaken, isTooLate, mayMendMessages, problemOf } from './notice-rules.ts'

describe('a message about a reservation', () => {
  it.each([
    ['booked', 1, 'confirmed', 1, false],
    ['booked', 1, 'confirmed', 2, true],
    ['changed', 2, 'confirmed', 2, false],
    ['changed', 2, 'confirmed', 3, true],
    ['booked', 1, 'cancelled', 1, true],
    ['changed', 2, 'cancelled', 2, true],
    ['changed', 2, 'done', 2, true],
    ['booked', 1, 'no_show', 1, true],
    ['cancelled', 3, 'cancelled', 2, false],
    ['cancelled', 3, 'confirmed', 2, true],
    ['moved', 2, 'confirmed', 2, false],
    ['moved', 2, 'confirmed', 3, true],
    ['moved', 2, 'cancelled', 2, true],
    ['reminder', 1, 'confirmed', 1, false],
    ['reminder', 2, 'confirmed', 2, false],
    ['reminder', 1, 'confirmed', 2, true],
    ['reminder', 1, 'cancelled', 1, true],
    ['reminder', 1, 'checked_in', 1, true],
    ['called_off', 1, 'cancelled', 1, false],
    ['called_off', 1, 'confirmed', 1, true],
    ['missed', 2, 'no_show', 1, false],
    ['missed', 2, 'checked_in', 1, true],
    ['contact_changed', 1, 'confirmed', 1, false],
    ['contact_changed', 1, 'confirmed', 2, true],
    ['contact_left', 1, 'cancelled', 2, false],
  ] as const)(
    '%s in version %i, which is %s and was changed last in version %i: overtaken %s',
    (kind, version, state, changedVersion, overtaken) => {
      expect(isOvertaken(`reservation.${kind}`, version, { state, changedVersion })).toBe(overtaken)
    },
  )

  it('of another kind is never overtaken', () => {
    expect(isOvertaken('card.arrived', 1, { state: 'cancelled', changedVersion: 9 })).toBe(false)
  })
})

describe('a reminder', () => {
  const visit = new Date('2026-12-05T09:30:00+09:00')
  const before = new Date('2026-12-05T09:29:59+09:00')

  it('leaves until the visit begins, and not after', () => {
    expect([before, visit].map((now) => isTooLate('reservation.reminder', visit, now))).toEqual([false, true])
  })

  it('alone is ever too late: of the others the resident is told all the same', () => {
    expect(isTooLate('reservation.booked', visit, visit)).toBe(false)
    expect(isTooLate('reservation.reminder', null, visit)).toBe(false)
  })
})

describe('what is kept of a failed delivery', () => {
  it.each([
    ['EADDRESS', 'bad-address'],
    ['EENVELOPE', 'refused'],
    ['ECONNECTION', 'unreachable'],
    ['ESOCKET', 'unreachable'],
    ['ETIMEDOUT', 'unreachable'],
    ['EAUTH', 'unreachable'],
    ['EMESSAGE', 'other'],
    [undefined, 'other'],
  ] as const)('of %s is %s', (code, problem) => {
    expect(problemOf(Object.assign(new Error('550 <hanako@example.jp> unknown'), { code }))).toBe(problem)
  })

  it('of what is no error at all is a word too', () => {
    expect(problemOf(null)).toBe('other')
  })
})

it('whoever would ring the resident instead sees what did not leave', () => {
  expect(STAFF_ROLES.filter((role) => mayMendMessages([role]))).toEqual([
    'manager',
    'officer',
    'part_time',
    'call_centre',
    'branch',
  ])
  expect(mayMendMessages([])).toBe(false)
})
