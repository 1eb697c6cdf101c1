import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { type CalendarException, withExceptions } from './exception-rules.ts'
import type { Calendar, Hours } from './policy-rules.ts'

const day = (n: number) => `2026-12-0${n}` as PlainDate
const words = (ja: string) => ({ ja })
const hours = (capacity: number): Hours => ({
  ...{ lane: 'card', periods: [], minutes: 30, capacity },
  channels: { web: 1, telephone: 1, counter: 1 },
})
const calendar: Calendar = {
  weekly: [],
  closures: [{ from: day(9), reason: words('rule') }],
  specialOpenings: [{ date: day(5), venues: ['hall'], hours: [hours(1)], reason: words('rule') }],
  holidays: 'closed',
  yearEnd: 'closed',
}
const opening = (id: string, from: number, until: number, capacity: number): CalendarException => ({
  ...{ id, kind: 'opening', from: day(from), until: day(until), venues: ['hall'] },
  ...{ hours: [hours(capacity)], reason: words(id) },
})

describe(`the calendar with what officers have put beside it ${req('2.A.1')}`, () => {
  it('is the rules’ own when they have not', () => {
    expect(withExceptions(calendar, [])).toBe(calendar)
  })

  it('has closures of some days, venues and lanes', () => {
    const everywhere: CalendarException = {
      id: 'a',
      kind: 'closure',
      from: day(1),
      until: day(2),
      reason: words('a'),
    }
    const { closures } = withExceptions(calendar, [
      { ...everywhere, venues: ['hall'], lanes: ['card'] },
      everywhere,
    ])
    expect(closures).toEqual([
      { from: day(1), until: day(2), venues: ['hall'], lanes: ['card'], reason: words('a') },
      { from: day(1), until: day(2), reason: words('a') },
      { from: day(9), reason: words('rule') },
    ])
  })

  it('opens on each day of an opening, and the newest speaks first, before the rules', () => {
    const { specialOpenings } = withExceptions(calendar, [opening('new', 5, 5, 3), opening('old', 4, 5, 2)])
    expect(specialOpenings.map((it) => [it.date, it.reason.ja])).toEqual([
      [day(5), 'new'],
      [day(4), 'old'],
      [day(5), 'old'],
      [day(5), 'rule'],
    ])
  })
})
