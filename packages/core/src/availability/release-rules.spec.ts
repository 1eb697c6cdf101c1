import { req } from '@madoguchi/config/req.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf } from '../calendar.ts'
import { NATIONAL_CALENDAR as national } from '../national/published-holidays.ts'
import { type BookingPolicy, CHANNELS } from '../tenancy/policy-rules.ts'
import { limitsAt, type PlainSlot } from './release-rules.ts'
import { day, policy, time } from './testing/two-venues.ts'
import { lastOpenDate, windowOf } from './window-rules.ts'

const at = (text: string) => new Date(`${text}:00+09:00`)

/** Friday 27 November 2026; 23 November is a holiday. */
const slot: PlainSlot = {
  venue: 'hall',
  lane: 'pickup',
  startsAt: at('2026-11-27T09:30'),
  minutes: 30,
  capacity: 6,
  limits: { web: 3, telephone: 2, counter: 1 },
}
const under = (over: Partial<BookingPolicy>, it: PlainSlot, now: string) =>
  limitsAt(it, { booking: { ...policy.booking, ...over }, national }, at(now))
const limits = (...asked: Parameters<typeof under>) => CHANNELS.map((it) => under(...asked).limits[it])

describe(`使われない分の開放 ${req('2.B.1')}`, () => {
  const dayBefore = { businessDaysBefore: 1, at: time('12:00') }
  const both = { unusedPlaces: [{ channels: ['telephone' as const, 'counter' as const], ...dayBefore }] }

  it('は、決めた営業日の決めた時刻に、ほかの方法へ。その方法自身の分は減らない', () => {
    expect(limits(both, slot, '2026-11-26T11:59')).toEqual([3, 2, 1])
    expect(limits(both, slot, '2026-11-26T12:00')).toEqual([6, 3, 3])
    const monday = { ...slot, startsAt: at('2026-11-24T09:30') } // after three days without business
    expect(limits(both, monday, '2026-11-20T11:59')).toEqual([3, 2, 1])
    expect(limits(both, monday, '2026-11-20T12:00')).toEqual([6, 3, 3])
  })

  it('は、枠の何分前とも決められる', () => {
    const hours = { unusedPlaces: [{ channels: ['telephone' as const], minutesBefore: 240 }] }
    expect(under(hours, slot, '2026-11-26T09:00').nextAt).toEqual(at('2026-11-27T05:30'))
    expect(limits(hours, slot, '2026-11-27T05:29')).toEqual([3, 2, 1])
    // What is kept for the counter stays with the counter, what is kept for the web with the web.
    expect(limits(hours, slot, '2026-11-27T05:30')).toEqual([5, 2, 3])
  })

  it('は、上限の重なる枠では、まだ残している方法の分に及ばない', () => {
    const open = { ...slot, limits: { web: 5, telephone: 2, counter: 6 } }
    const telephone = { unusedPlaces: [{ channels: ['telephone' as const], ...dayBefore }] }
    expect(limits(telephone, open, '2026-11-26T12:00')).toEqual([5, 2, 6])
    expect(under(telephone, open, '2026-11-26T09:00').nextAt).toBeNull() // nothing changes: nothing to wait for
    expect(limits(both, open, '2026-11-26T12:00')).toEqual([6, 2, 6])
  })

  it('は、拠点と受付区分を限れる', () => {
    const there = { unusedPlaces: [{ ...both.unusedPlaces[0]!, venues: ['branch'], lanes: ['pickup'] }] }
    expect(limits(there, slot, '2026-11-27T09:00')).toEqual([3, 2, 1])
    expect(limits(there, { ...slot, venue: 'branch' }, '2026-11-27T09:00')).toEqual([6, 3, 3])
    expect(limits(there, { ...slot, venue: 'branch', lane: 'other' }, '2026-11-27T09:00')).toEqual([3, 2, 1])
  })

  it(`は、職員だけの枠（ウェブ 0）をウェブに渡さない ${req('2.B.4')}`, () => {
    const staffOnly = { ...slot, limits: { web: 0, telephone: 3, counter: 3 } }
    expect(limits(both, staffOnly, '2026-11-27T09:00')).toEqual([0, 6, 6])
  })
})

describe(`分割の公開 ${req('2.B.3')}`, () => {
  const lots = {
    opensDaysBefore: 28,
    laterLots: [
      { percent: 30, daysBefore: 7 },
      { percent: 20, businessDaysBefore: 2 },
    ],
  }
  const ten = { ...slot, capacity: 10, limits: { web: 10, telephone: 10, counter: 10 } }

  it('は、4 週間前に半分、1 週間前に 3 割、2 営業日前に残り。時刻は受付の始まりと同じ', () => {
    const web = (now: string) => under(lots, ten, now).limits.web
    expect(web('2026-11-01T09:00')).toBe(5)
    expect(under(lots, ten, '2026-11-01T09:00').nextAt).toEqual(at('2026-11-20T09:00'))
    expect(web('2026-11-20T08:59')).toBe(5)
    expect(web('2026-11-20T09:00')).toBe(8)
    expect(under(lots, ten, '2026-11-20T09:00').nextAt).toEqual(at('2026-11-25T09:00'))
    expect(web('2026-11-25T09:00')).toBe(10)
    expect(under(lots, ten, '2026-11-25T09:00').nextAt).toBeNull()
  })

  it('は、一人分の枠が並ぶ日でも、およそその割合', () => {
    const starts = Array.from({ length: 28 }, (_, n) => n * 15)
    const opened = (now: string) =>
      starts
        .map((minutes) => ({
          ...{ ...slot, minutes: 15, capacity: 1, limits: { web: 1, telephone: 1, counter: 1 } },
          startsAt: new Date(instantOf(day('2026-11-27'), '09:00').getTime() + minutes * 60_000),
        }))
        .reduce((sum, it) => sum + under(lots, it, now).limits.web, 0)
    expect(opened('2026-11-01T09:00')).toBe(14)
    expect(Math.abs(opened('2026-11-20T09:00') - 22.4)).toBeLessThan(2)
    expect(opened('2026-11-25T09:00')).toBe(28)
  })

  it('は、方法を限れる', () => {
    const { laterLots } = lots
    const web = { ...policy.booking, channels: ['web' as const], laterLots }
    const { limits: it } = under({ windows: [web] }, ten, '2026-11-01T09:00')
    expect(it).toEqual({ web: 5, telephone: 10, counter: 10 })
  })
})

describe(`定時の公開 ${req('2.B.3')}`, () => {
  const first = { ...policy.booking, opensDaysBefore: undefined, opensMonthly: { day: 1, monthsBefore: 1 } }

  it('は、毎月 1 日の 9 時に、翌月のすべての日', () => {
    const opens = (text: string) => windowOf(at(text), first, national).opensAt
    expect(opens('2026-12-01T10:00')).toEqual(at('2026-11-01T09:00'))
    expect(opens('2026-12-28T10:00')).toEqual(at('2026-11-01T09:00'))
    expect(opens('2027-01-04T10:00')).toEqual(at('2026-12-01T09:00'))
  })

  it('は、その時刻にひと月分進む', () => {
    expect(lastOpenDate(at('2026-12-01T08:59'), first)).toBe('2026-12-31')
    expect(lastOpenDate(at('2026-12-01T09:00'), first)).toBe('2027-01-31')
    const mid = { ...first, opensMonthly: { day: 15, monthsBefore: 2 } }
    expect(lastOpenDate(at('2026-12-14T09:00'), mid)).toBe('2027-01-31')
    expect(lastOpenDate(at('2026-12-15T09:00'), mid)).toBe('2027-02-28')
  })

  it('は、最後に開いた日と、日ごとの始まりが食い違わない', () => {
    fc.assert(
      fc.property(
        fc.nat(700),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 6 }),
        (n, on, before) => {
          const rules = { ...first, opensMonthly: { day: on, monthsBefore: before } }
          const now = new Date(at('2026-01-01T00:00').getTime() + n * 7 * 3_600_000)
          const last = lastOpenDate(now, rules)
          const openOf = (date: Date) => windowOf(date, rules, national).opensAt <= now
          const noon = instantOf(last, '12:00')
          expect([openOf(noon), openOf(new Date(noon.getTime() + 86_400_000))]).toEqual([true, false])
        },
      ),
    )
  })
})

describe(`どの決まりでも ${req('2.show.1')}`, () => {
  const channel = fc.constantFrom(...CHANNELS)
  const percent = fc.integer({ min: 1, max: 33 })
  const rules = fc.record({
    laterLots: fc.option(
      fc.array(
        fc.oneof(
          fc.record({ percent, daysBefore: fc.nat(20) }),
          fc.record({ percent, businessDaysBefore: fc.integer({ min: 1, max: 10 }) }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
      { nil: undefined },
    ),
    unusedPlaces: fc.option(
      fc.array(fc.record({ channels: fc.array(channel, { minLength: 1 }), minutesBefore: fc.nat(20_000) }), {
        minLength: 1,
        maxLength: 3,
      }),
      { nil: undefined },
    ),
  })
  const own = fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6))

  it('上限は時とともに増えるだけで、定員を超えず、次に変わる時刻まで変わらない', () => {
    fc.assert(
      fc.property(rules, own, fc.integer({ min: 6, max: 9 }), (over, [web, telephone, counter], capacity) => {
        const it = { ...slot, capacity, limits: { web, telephone, counter } }
        const booking = { ...policy.booking, opensDaysBefore: 28, ...over }
        let now = at('2026-10-30T00:00')
        let before = limitsAt(it, { booking, national }, now)
        for (let steps = 0; before.nextAt; steps++) {
          expect(steps).toBeLessThan(12)
          expect(before.nextAt > now).toBe(true)
          const just = limitsAt(it, { booking, national }, new Date(before.nextAt.getTime() - 1))
          expect(just.limits).toEqual(before.limits)
          now = before.nextAt
          const after = limitsAt(it, { booking, national }, now)
          expect(after.limits).not.toEqual(before.limits)
          for (const one of CHANNELS) {
            expect(after.limits[one]).toBeGreaterThanOrEqual(before.limits[one])
            expect(after.limits[one]).toBeLessThanOrEqual(capacity)
            if (it.limits[one] === 0) expect(after.limits[one]).toBe(0)
          }
          before = after
        }
        // At the end every channel has at least what the hours give it.
        for (const one of CHANNELS) expect(before.limits[one]).toBeGreaterThanOrEqual(it.limits[one])
      }),
    )
  })
})
