import { describe, expect, it } from 'vitest'
import { authMailFor, isSessionOver, isWorthNoting } from './staff-session-rules.ts'

const at = (time: string) => new Date(`2026-04-10T${time}+09:00`)

describe('a session of the office', () => {
  it.each([
    ['goes on a second before 30 idle minutes', '09:00:00', '11:00:00', '11:29:59', false],
    ['ends at 30 idle minutes', '09:00:00', '11:00:00', '11:30:00', true],
    ['goes on a second before 12 hours', '09:00:00', '20:59:00', '20:59:59', false],
    ['ends at 12 hours, however busy', '09:00:00', '20:59:59', '21:00:00', true],
  ])('%s', (_what, created, seen, now, over) => {
    expect(isSessionOver({ createdAt: at(created), lastSeenAt: at(seen) }, at(now))).toBe(over)
  })

  it('is noted as seen once a minute', () => {
    expect(isWorthNoting({ lastSeenAt: at('09:00:00') }, at('09:00:59'))).toBe(false)
    expect(isWorthNoting({ lastSeenAt: at('09:00:00') }, at('09:01:00'))).toBe(true)
  })
})

describe('the address under which an officer is known', () => {
  it.each([
    ['hanako', 'hanako@ageo.staff.invalid'],
    [' Ｈａｎａｋｏ ', 'hanako@ageo.staff.invalid'],
    ['Hanako.Sato@city.example.jp', 'hanako.sato@city.example.jp'],
    ['', null],
    ['花子', null],
    ['a b', null],
    ['a@b@c', null],
    ['a'.repeat(65), null],
  ])('for %j is %j', (typed, mail) => {
    expect(authMailFor(typed, 'ageo')).toBe(mail)
  })
})
