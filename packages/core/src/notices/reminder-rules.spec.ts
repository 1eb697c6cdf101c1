import { describe, expect, it } from 'vitest'
import type { PlainTime } from '../calendar.ts'
import { daysToRemind, dueReminder, reminderKey } from './reminder-rules.ts'

const at = (text: string) => new Date(`${text}+09:00`)
const TEN = '10:00' as PlainTime
const two = { daysBefore: 2, at: TEN }
const one = { daysBefore: 1, at: TEN }
const times = [one, two]
const startsAt = at('2026-12-05T09:30:00')
const due = (now: string, since = '2026-11-20T12:00:00', over = startsAt) =>
  dueReminder(times, { startsAt: over, since: at(since) }, at(now))?.daysBefore ?? null

describe('a visit on Saturday at half past nine, with reminders two days and one day before at ten', () => {
  it.each([
    ['2026-12-03T09:59:59', null],
    ['2026-12-03T10:00:00', 2],
    ['2026-12-04T09:59:59', 2],
    ['2026-12-04T10:00:00', 1],
    ['2026-12-05T09:29:59', 1],
    ['2026-12-05T09:30:00', null],
  ])('at %s is to be reminded of by that of %s days before', (now, expected) => {
    expect(due(now)).toBe(expected)
  })

  it.each([
    ['2026-12-03T09:59:59', '2026-12-03T10:00:00', 2],
    ['2026-12-03T10:00:00', '2026-12-03T10:05:00', null],
    ['2026-12-03T10:00:00', '2026-12-04T10:00:00', 1],
    ['2026-12-04T10:00:00', '2026-12-04T10:05:00', null],
  ])('booked or moved at %s is, at %s, reminded of by that of %s', (since, now, expected) => {
    expect(due(now, since)).toBe(expected)
  })

  it('is never reminded of where the municipality reminds nobody', () => {
    expect(
      dueReminder([], { startsAt, since: at('2026-11-20T12:00:00') }, at('2026-12-04T12:00:00')),
    ).toBeNull()
  })
})

describe('a reminder on the day itself', () => {
  const times = [{ daysBefore: 0, at: '08:00' as PlainTime }]
  const since = at('2026-11-20T12:00:00')
  it('is sent before the visit, and none for a visit that is earlier', () => {
    expect(dueReminder(times, { startsAt, since }, at('2026-12-05T08:00:00'))).toEqual(times[0])
    const early = at('2026-12-05T07:30:00')
    expect(dueReminder(times, { startsAt: early, since }, at('2026-12-05T08:00:00'))).toBeNull()
  })
})

describe('the days to look at', () => {
  it('are today and those whose time has come, each with the last that is due', () => {
    const days = (now: string) => daysToRemind(times, at(now)).map((it) => [it.day, it.time.daysBefore])
    expect(days('2026-12-03T09:59:00')).toEqual([
      ['2026-12-03', 1],
      ['2026-12-04', 2],
    ])
    expect(days('2026-12-03T10:00:00')).toEqual([
      ['2026-12-03', 1],
      ['2026-12-04', 1],
      ['2026-12-05', 2],
    ])
    expect(daysToRemind([], at('2026-12-03T10:00:00'))).toEqual([])
  })
})

it('a key tells reservations, their versions and the days before apart', () => {
  const keys = [
    reminderKey('a', 1, one),
    reminderKey('a', 2, one),
    reminderKey('a', 1, two),
    reminderKey('b', 1, one),
  ]
  expect(new Set(keys).size).toBe(4)
})
