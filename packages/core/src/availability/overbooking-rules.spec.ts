import { req } from '@madoguchi/config/req.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mintId, type SlotId } from '../kernel.ts'
import { shareExpected, spread, type Visits, withOverbooking } from './overbooking-rules.ts'
import type { ExistingSlot, WantedSlot } from './slot-rules.ts'

const rules = { mostPercent: 10, mostPlaces: 1, weeks: 8, leastVisits: 100 }
const DAY = Array.from(
  { length: 13 },
  (_, n): WantedSlot => ({
    ...{ venue: 'hall', lane: 'pickup', minutes: 30, capacity: 6, expected: 0, releaseAt: null },
    startsAt: new Date(Date.parse('2026-12-01T09:00:00+09:00') + n * 30 * 60_000),
    limits: { web: 5, telephone: 0, counter: 6 },
  }),
)
const seen = (missed: number, visits = 1000): Visits => ({ venue: 'hall', lane: 'pickup', missed, visits })
const asked = (missed: number, visits?: number, existing: ExistingSlot[] = []) =>
  withOverbooking(DAY, { visits: [seen(missed, visits)], existing, rulesOf: () => rules })
const sum = (slots: WantedSlot[]) => slots.reduce((all, it) => all + it.expected, 0)

describe(`見込みの定員 ${req('2.D.6')}`, () => {
  it('は、直近の来庁なしの割合で、上限まで、件数が足りるときだけ', () => {
    expect(shareExpected(seen(63), rules)).toBeCloseTo(0.063)
    expect(shareExpected(seen(300), rules)).toBe(0.1)
    expect(shareExpected(seen(50, 99), rules)).toBe(0)
  })

  it('は、決めていない自治体と、来庁の記録のない受付区分にはない', () => {
    expect(withOverbooking(DAY, { visits: [seen(100)], existing: [], rulesOf: () => null })).toEqual(DAY)
    expect(withOverbooking(DAY, { visits: [], existing: [], rulesOf: () => rules })).toEqual(DAY)
  })

  it('は、一日の定員 78 のうち 6.3 % なら 4 人分を、一日にならして、ウェブの数にも足す', () => {
    const slots = asked(63)
    expect(sum(slots)).toBe(4)
    expect(slots.map((it) => it.expected).join('')).toBe('0010010100100')
    const more = slots.find((it) => it.expected > 0)
    expect(more).toMatchObject({ capacity: 7, limits: { web: 6, telephone: 0, counter: 7 } })
  })

  it('は、すでに使われている見込みの分を先に数える', () => {
    const full = (slot: WantedSlot): ExistingSlot => ({
      ...slot,
      ...{ id: mintId<SlotId>(), state: 'open', capacity: 7, expected: 1 },
      taken: { web: 6, telephone: 0, counter: 1 },
    })
    const slots = asked(63, 1000, [full(DAY[0] as WantedSlot), full(DAY[1] as WantedSlot)])
    expect(sum(slots)).toBe(4)
    expect(slots.slice(0, 2).map((it) => it.expected)).toEqual([1, 1])
  })

  it('は、どんな一日でも、割合と 1 枠の上限を超えない', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(3)), { maxLength: 30 }),
        fc.integer({ min: 0, max: 10 }),
        fc.integer({ min: 1, max: 3 }),
        (slots, percent, most) => {
          const places = slots.map(([it]) => it)
          const had = slots.map(([, it]) => Math.min(it, most))
          const all = spread(places, percent / 100, { had, most })
          const budget = (places.reduce((total, it) => total + it, 0) * percent) / 100
          const before = had.reduce((total, it) => total + it, 0)
          expect(all.reduce((total, it) => total + it, 0)).toBeLessThanOrEqual(
            Math.max(before, budget + 1e-6),
          )
          for (const [at, it] of all.entries()) {
            expect(it).toBeLessThanOrEqual(most)
            expect(it).toBeGreaterThanOrEqual(had[at] ?? 0)
          }
        },
      ),
    )
  })
})
