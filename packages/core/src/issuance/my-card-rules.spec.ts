import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import type { Policy } from '../tenancy/policy-rules.ts'
import { deadlineOf, isBookable, type MyCard, standingOf } from './my-card-rules.ts'

const day = (text: string) => text as PlainDate

const policy = {
  notice: { deadlineDays: 90 },
  booking: { bookableCardStates: ['stored', 'notified'] },
} as unknown as Policy

const aCard = (over: Partial<MyCard> = {}): MyCard => ({
  id: 'card',
  kind: 'new',
  state: 'notified',
  stateSince: new Date('2026-09-01T10:00:00+09:00'),
  venueId: 'hall',
  deadlineOn: null,
  expiresOn: null,
  birthDate: day('1980-04-01'),
  brokenOff: null,
  name: '試験 花子',
  ...over,
})

describe(`what the owner of a card is told ${req('1.F.5')}`, () => {
  it.each([
    ['received', 'here'],
    ['stored', 'here'],
    ['suspended', 'here'],
    ['in_transit', 'travelling'],
    ['issued', 'issued'],
    ['expected', 'coming'],
  ])('a card that is %s is %s', (state, standing) => {
    expect(standingOf(state)).toBe(standing)
  })

  it.each(['on_hold', 'missing', 'voided', 'something new'])(
    'a card that is %s is for a person to explain',
    (state) => {
      expect(standingOf(state)).toBe('ask')
    },
  )
})

describe('the date until which a card is kept', () => {
  it('is 90 days from the notice', () => {
    expect(deadlineOf(aCard(), policy, day('2026-11-23'))).toEqual({ on: '2026-11-30', passed: false })
  })

  it('is counted from the day in Tokyo', () => {
    const card = aCard({ stateSince: new Date('2026-09-01T15:00:00Z') })
    expect(deadlineOf(card, policy, day('2026-11-23'))?.on).toBe('2026-12-01')
  })

  it('is the one on record, when there is one', () => {
    expect(deadlineOf(aCard({ deadlineOn: day('2026-12-24') }), policy, day('2026-11-23'))?.on).toBe(
      '2026-12-24',
    )
  })

  it('has not passed on its own day, and has the day after; booking is open all the same', () => {
    const card = aCard()
    expect(deadlineOf(card, policy, day('2026-11-30'))?.passed).toBe(false)
    expect(deadlineOf(card, policy, day('2026-12-01'))?.passed).toBe(true)
    expect(isBookable(card, policy)).toBe(true)
  })

  it('is not there before a notice has gone out', () => {
    expect(deadlineOf(aCard({ state: 'stored' }), policy, day('2026-11-23'))).toBeNull()
  })
})
