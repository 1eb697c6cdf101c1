import { req } from '@madoguchi/config/req.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SlotId } from '../kernel.ts'
import type { Policy } from '../tenancy/policy-rules.ts'
import {
  type BasketPerson,
  counterUseAt,
  errandsOf,
  type PeopleChange,
  peopleAfter,
  placesFrom,
  startsFor,
} from './basket-rules.ts'

const MINUTE = 60_000
const nine = Date.parse('2026-12-01T09:00:00+09:00')
/** Slots one after another from nine on, each of so many minutes; 's1' is the first. */
const run = (...lengths: number[]) =>
  lengths.map((minutes, at) => ({
    id: `s${at + 1}` as SlotId,
    startsAt: new Date(nine + lengths.slice(0, at).reduce((sum, it) => sum + it, 0) * MINUTE),
    minutes,
  }))
const said = (wanted: ReturnType<typeof placesFrom>) =>
  wanted?.map((it) => `${it.slotId}×${it.places}`).join(' ') ?? null

describe('the places that a family needs', () => {
  it.each([
    ['one person with one procedure', [[20]], 's1×1', 's1×1'],
    ['one whose procedure takes longer than the slot that was cut for it', [[45]], 's1×1', 's1×1'],
    ['two errands that fit one slot', [[15, 15]], 's1×1', 's1×1'],
    ['two errands that need a slot each', [[30, 20]], 's1×1 s2×1', 's1×1 s2×1'],
    ['four who pick up', [[20], [20], [25], [25]], 's1×4', 's1×1 s2×1 s3×1'],
    ['one of whom has more to do', [[20, 15], [25], [25]], 's1×3 s2×1', 's1×1 s2×1 s3×1'],
  ])(`%s ${req('2.C.2')}`, (_, people, parallel, consecutive) => {
    const half = run(30, 30, 30, 30, 30)
    expect(said(placesFrom(half, people, 'parallel'))).toBe(parallel)
    expect(said(placesFrom(half, people, 'consecutive'))).toBe(consecutive)
  })

  it('are not to be had across a lunch break, or where the counters close', () => {
    const [morning, , afternoon] = run(30, 60, 30)
    if (!morning || !afternoon) throw new Error('three slots')
    expect(placesFrom([morning, afternoon], [[30], [30]], 'consecutive')).toBe(null)
    expect(placesFrom([morning], [[30], [30]], 'consecutive')).toBe(null)
    expect(placesFrom([], [[30]], 'parallel')).toBe(null)
    expect(said(placesFrom([morning, afternoon], [[30], [30]], 'parallel'))).toBe('s1×2')
  })

  const people = fc.array(fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  })
  const lengths = fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 1, maxLength: 60 })

  it('hold all that is to be done, no slot for nothing, and never more side by side than there are people', () => {
    fc.assert(
      fc.property(people, lengths, fc.boolean(), (errands, minutes, sideBySide) => {
        const slots = run(...minutes)
        const wanted = placesFrom(slots, errands, sideBySide ? 'parallel' : 'consecutive')
        if (!wanted) return
        expect(wanted.map((it) => it.slotId)).toEqual(slots.slice(0, wanted.length).map((it) => it.id))
        const cut = minutes[0] as number
        const works = errands.map((it) => it.reduce((sum, one) => sum + Math.min(one, cut), 0))
        const until = minutes.slice(0, wanted.length).reduce((sum, it) => sum + it, 0)
        const before = until - (minutes[wanted.length - 1] as number)
        const longest = sideBySide ? Math.max(...works) : works.reduce((sum, it) => sum + it, 0)
        expect(until).toBeGreaterThanOrEqual(longest)
        expect(before).toBeLessThan(longest)
        expect(wanted[0]?.places).toBe(sideBySide ? errands.length : 1)
        for (const [at, { places }] of wanted.entries())
          expect(places).toBeLessThanOrEqual(wanted[at - 1]?.places ?? errands.length)
      }),
    )
  })

  it('never grow when somebody stays at home, nor shrink when somebody joins', () => {
    fc.assert(
      fc.property(people, lengths, fc.boolean(), fc.nat(5), (errands, minutes, sideBySide, who) => {
        const use = sideBySide ? 'parallel' : 'consecutive'
        const all = placesFrom(run(...minutes), errands, use)
        const fewer = errands.filter((_, at) => at !== who % errands.length)
        if (!all || fewer.length === 0) return
        const less = placesFrom(run(...minutes), fewer, use)
        const held = new Map(all.map((it) => [it.slotId, it.places]))
        expect(less?.every((it) => it.places <= (held.get(it.slotId) ?? 0))).toBe(true)
      }),
    )
  })
})

describe('the times at which a family may begin', () => {
  const day = (free: number[]) =>
    run(...free.map(() => 30)).map((it, at) => ({ ...it, venueId: 'v', free: free[at] as number }))
  const starts = (free: number[], use: 'parallel' | 'consecutive', people = [[20], [20], [20]]) =>
    [...startsFor(day(free), people, () => use).keys()].join(' ')

  it('are those whose counters have room for everybody', () => {
    expect(starts([2, 3, 0, 4], 'parallel')).toBe('s2 s4')
    expect(starts([1, 1, 0, 1, 1, 1], 'consecutive')).toBe('s1 s4 s5')
    expect(starts([1, 0, 2], 'consecutive', [[30]])).toBe('s1 s3')
  })

  it('are looked for at each venue by itself, as it receives people', () => {
    const slots = run(30, 30).flatMap((it, at) => [
      { ...it, id: `a${at}` as SlotId, venueId: 'side', free: 2 },
      { ...it, id: `b${at}` as SlotId, venueId: 'row', free: 1 },
    ])
    const found = startsFor(slots, [[30], [30]], (venue) => (venue === 'side' ? 'parallel' : 'consecutive'))
    expect([...found.keys()]).toEqual(['a0', 'a1', 'b0'])
  })
})

describe('how a venue receives several people', () => {
  const own = [
    { venues: ['branch'], counters: 'consecutive' as const },
    { lanes: ['certificate'], counters: 'parallel' as const },
  ]
  it('is the municipality’s rule, or the last that speaks of the venue or the lane', () => {
    const use = (venue: string, lane: string) =>
      counterUseAt({ most: 6, counters: 'parallel', own }, venue, lane)
    expect(use('hall', 'pickup')).toBe('parallel')
    expect(use('branch', 'pickup')).toBe('consecutive')
    expect(use('branch', 'certificate')).toBe('parallel')
  })
})

const procedure = (code: string, minutes: number, over = {}) => ({ code, minutes, needsCard: false, ...over })
const policy = {
  procedures: [
    procedure('P01', 20, { needsCard: true }),
    procedure('P04', 25, { needsCard: true }),
    procedure('P09', 15),
    procedure('P11', 15),
    procedure('P13', 15),
    procedure('P15', 15),
    procedure('P06', 30),
    procedure('P16', 10, { booking: 'none' }),
  ],
  lanes: [
    { code: 'pickup', procedures: ['P01', 'P04'], along: ['P09', 'P11', 'P13', 'P15', 'P16'] },
    { code: 'other', procedures: ['P06', 'P09', 'P11'] },
  ],
  baskets: { most: 3, counters: 'parallel' },
} as unknown as Policy
const pickup = { lane: 'pickup', venue: { code: 'hall' } }
const mother: BasketPerson = { id: 'mother', procedures: ['P01'], card: true }
const child: BasketPerson = { id: 'child', procedures: ['P01'], card: true }
const father: BasketPerson = { id: 'father', procedures: ['P09'], card: false }

describe('adding people to a reservation, and taking them out', () => {
  const after = (
    people: BasketPerson[],
    change: PeopleChange,
    counters: Parameters<typeof peopleAfter>[3] = pickup,
  ) => {
    const answer = peopleAfter(people, change, policy, counters)
    return answer.ok
      ? answer.value.map((it) => `${it.id}:${it.procedures.join('+')}`).join(' ')
      : answer.reason
  }
  const add = (it: Partial<BasketPerson>): PeopleChange => ({ act: 'add', ...father, ...it })

  it('keeps everybody in the order in which they came', () => {
    expect(after([mother], { act: 'add', ...child })).toBe('mother:P01 child:P01')
    expect(after([mother, child, father], { act: 'remove', id: 'child' })).toBe('mother:P01 father:P09')
    expect(after([mother, child], { act: 'procedures', id: 'mother', procedures: ['P01', 'P15'] })).toBe(
      'mother:P01+P15 child:P01',
    )
  })

  it.each([
    ['more people than the municipality receives together', add({ id: 'fourth' }), 'too-many-people'],
    [
      'more than anybody does in one visit',
      { act: 'procedures', id: 'father', procedures: ['P09', 'P11', 'P13', 'P15', 'P16'] },
      'too-many-procedures',
    ],
    ['nothing to do', { act: 'procedures', id: 'father', procedures: [] }, 'no-such-procedure'],
    ['the same twice', { act: 'procedures', id: 'father', procedures: ['P09', 'P09'] }, 'no-such-procedure'],
    ['what cannot be booked', { act: 'procedures', id: 'father', procedures: ['P16'] }, 'no-such-procedure'],
    ['what another counter does', { act: 'procedures', id: 'father', procedures: ['P06'] }, 'other-counter'],
    ['a card without its letter', { act: 'procedures', id: 'father', procedures: ['P01'] }, 'letter-needed'],
    [
      'a letter whose card is not fetched',
      { act: 'procedures', id: 'child', procedures: ['P09'] },
      'letter-needed',
    ],
    ['the first to leave', { act: 'remove', id: 'mother' }, 'first-stays'],
    ['somebody who is not there', { act: 'remove', id: 'nobody' }, 'no-such-person'],
  ] as [string, PeopleChange, string][])('refuses %s', (_, change, reason) => {
    expect(after([mother, child, father], change)).toBe(reason)
  })

  it('lets a counter do what comes along only beside its own work, and only where the venue does it', () => {
    const alone = { lane: 'pickup', venue: { code: 'hall' } }
    expect(after([{ ...father, id: 'first' }], add({ id: 'second' }), alone)).toBe('other-counter')
    const small = { lane: 'pickup', venue: { code: 'small', procedures: ['P01'] } }
    expect(after([mother], add({}), small)).toBe('other-counter')
  })

  it('reckons what everybody has to do', () => {
    expect(errandsOf([{ procedures: ['P01', 'P15'] }, father], policy)).toEqual([[20, 15], [15]])
  })
})
