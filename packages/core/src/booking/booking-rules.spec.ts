import { describe, expect, it } from 'vitest'
import type { Policy, Procedure } from '../tenancy/policy-rules.ts'
import { BOOKING_REFUSALS, isLive, mayBook, mayChange, mayCorrect, pickupProcedure } from './booking-rules.ts'

const procedure = (code: string, needsCard: boolean): Procedure => ({
  code,
  name: { ja: code },
  description: { ja: code },
  minutes: 15,
  letter: needsCard ? 'pickup' : 'none',
  needsCard,
  booking: 'required',
  papers: 'none',
  bring: [],
  fees: [],
})

const policy = (
  procedures: Procedure[],
  lanes = [{ code: 'card', name: { ja: '受取' }, procedures: ['P01'] }],
) => ({ procedures, lanes }) as unknown as Policy

const town = policy([procedure('P01', true), procedure('P09', false)])

const startsAt = new Date('2026-12-05T09:00:00+09:00')
const opensAt = new Date('2026-11-05T09:00:00+09:00')
const closesAt = new Date('2026-12-04T17:00:00+09:00')
const changeUntil = new Date('2026-12-05T08:00:00+09:00')
const slot = { lane: 'card', startsAt, window: { opensAt, closesAt, changeUntil } }
const seconds = (at: Date, by: number) => new Date(at.getTime() + by * 1000)
const inBetween = new Date('2026-11-23T12:00:00+09:00')

describe('a resident who asks for a slot', () => {
  it('may have it while it is open to the public', () => {
    expect(mayBook(town, 'P01', slot, inBetween)).toMatchObject({ ok: true, value: { code: 'P01' } })
  })

  it.each([
    ['a procedure that the municipality does not offer', 'P99', slot, 'no-such-procedure'],
    ['a procedure that no lane receives', 'P09', slot, 'no-such-slot'],
    ['a slot that is not on the calendar', 'P01', null, 'no-such-slot'],
    ['a slot of another lane', 'P01', { ...slot, lane: 'renewal' }, 'no-such-slot'],
  ] as const)('is refused %s', (_, code, asked, reason) => {
    expect(mayBook(town, code, asked, inBetween)).toEqual({ ok: false, reason })
  })

  it.each([
    ['a second before it opens', seconds(opensAt, -1), 'not-open-yet'],
    ['the very moment it opens', opensAt, 'taken'],
    ['a second before it closes', seconds(closesAt, -1), 'taken'],
    ['the very moment it closes', closesAt, 'closed'],
    ['a second after it has closed', seconds(closesAt, 1), 'closed'],
  ])('is answered %s', (_, at, expected) => {
    const answer = mayBook(town, 'P01', slot, at)
    expect(answer.ok ? 'taken' : answer.reason).toBe(expected)
  })
})

describe('a resident who changes or cancels', () => {
  const may = (state: string, at: Date) => mayChange({ state, startsAt }, { changeUntil }, at).ok

  it.each([
    ['a second before the limit', seconds(changeUntil, -1), true],
    ['the very moment of the limit', changeUntil, false],
    ['a second after it', seconds(changeUntil, 1), false],
  ])('may do so only until the limit: %s', (_, at, expected) => {
    expect(may('confirmed', at)).toBe(expected)
  })

  it.each([
    'held',
    'checked_in',
    'called',
    'serving',
    'done',
    'partly_done',
    'cancelled',
    'no_show',
    'expired',
  ])('may not when the reservation is %s', (state) => {
    expect(mayChange({ state, startsAt }, { changeUntil }, inBetween)).toEqual({
      ok: false,
      reason: 'too-late',
    })
  })
})

describe('the procedure by which a card is picked up', () => {
  const offered = ['P02', 'P01', 'P03'].map((code) => procedure(code, true))

  it.each([
    ['new', 'P01'],
    ['renewal', 'P02'],
    ['reissue', 'P03'],
  ])('of a %s card is %s', (kind, code) => {
    expect(pickupProcedure(policy(offered), kind)?.code).toBe(code)
  })

  it.each(['express', 'abroad', 'constructor'])(
    'of any other card (%s) is the first that is offered',
    (kind) => {
      expect(pickupProcedure(policy(offered), kind)?.code).toBe('P02')
    },
  )

  it('is never one for which no card is needed', () => {
    expect(pickupProcedure(policy([procedure('P01', false)]), 'new')).toBeUndefined()
  })
})

describe('a resident corrects their contact, or who comes', () => {
  const startsAt = new Date('2026-12-05T09:30:00+09:00')
  const before = new Date(startsAt.getTime() - 1)
  it.each([
    ['confirmed', before, true],
    ['confirmed', startsAt, false],
    ['held', before, false],
    ['checked_in', before, false],
    ['cancelled', before, false],
  ])('of a reservation that is %s at %s: %s', (state, now, may) => {
    expect(mayCorrect({ state, startsAt }, now).ok).toBe(may)
  })
})

describe('a reservation', () => {
  it.each([
    ['held', true],
    ['confirmed', true],
    ['checked_in', true],
    ['called', true],
    ['serving', true],
    ['done', false],
    ['partly_done', false],
    ['cancelled', false],
    ['no_show', false],
    ['expired', false],
  ])('that is %s holds its place: %s', (state, live) => {
    expect(isLive(state)).toBe(live)
  })

  it('is refused for one of the reasons that have a sentence', () => {
    expect(new Set(BOOKING_REFUSALS).size).toBe(BOOKING_REFUSALS.length)
  })
})
