import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { STAFF_ROLES } from '../identity/staff-session-rules.ts'
import type { CalendarException } from '../tenancy/exception-rules.ts'
import { beforeAndAfter, mayChangeCalendar, stillStands } from './change-rules.ts'

it('managers alone close and open days', () => {
  expect(STAFF_ROLES.filter((role) => mayChangeCalendar([role]))).toEqual(['manager'])
  expect(mayChangeCalendar(['officer', 'manager'])).toBe(true)
})

describe('before and after a change', () => {
  const day = '2026-12-01' as PlainDate
  const one = (id: string): CalendarException => ({
    id,
    kind: 'closure',
    from: day,
    until: day,
    reason: { ja: 'x' },
  })
  const ids = (list: CalendarException[]) => list.map((it) => it.id)

  it.each([
    ['add', ['b'], ['b'], ['a', 'b']],
    ['add', ['b', 'a'], ['b'], ['a', 'b']],
    ['withdraw', ['b', 'a'], ['a', 'b'], ['b']],
    ['withdraw', ['b'], ['a', 'b'], ['b']],
  ] as const)('%s, with %j in force', (change, inForce, before, after) => {
    const looked = beforeAndAfter(change, one('a'))
    expect(ids(looked.before(inForce.map(one)))).toEqual(before)
    expect(ids(looked.after(inForce.map(one)))).toEqual(after)
  })
})

it.each([
  ['add', false, 'confirmed', 1, 'go-on'],
  ['add', false, 'confirmed', 2, 'changed-meanwhile'],
  ['add', false, 'cancelled', 2, 'cancelled-meanwhile'],
  ['add', false, 'expired', 1, 'cancelled-meanwhile'],
  ['add', false, 'checked_in', 2, 'over'],
  ['add', false, 'done', 4, 'over'],
  ['add', true, 'confirmed', 1, 'stopped'],
  ['add', true, 'cancelled', 2, 'stopped'],
  ['withdraw', true, 'confirmed', 1, 'go-on'],
] as const)(
  '%s, taken back %s, a reservation seen in version 1 that is %s in version %i: %s',
  (change, exceptionWithdrawn, state, version, answer) => {
    expect(stillStands({ change, exceptionWithdrawn, version: 1 }, { state, version })).toBe(answer)
  },
)
