import { req } from '@madoguchi/config/req.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mintId, type SlotId } from '../kernel.ts'
import { NATIONAL_CALENDAR as national } from '../national/published-holidays.ts'
import { type BookingPolicy, CHANNELS, type Channel } from '../tenancy/policy-rules.ts'
import { withOverbooking } from './overbooking-rules.ts'
import { limitsAt } from './release-rules.ts'
import { diffSlots, type ExistingSlot, keyOf, slotsOf, type WantedSlot, withExpected } from './slot-rules.ts'
import { day, policy, weekly } from './testing/two-venues.ts'

const RANGE = { from: day('2026-12-01'), until: day('2026-12-03') }
const FIRST = Date.parse('2026-11-20T12:00:00+09:00')
const OVER = { mostPercent: 10, mostPlaces: 1, weeks: 8, leastVisits: 100 }

type Rules = {
  capacity: number
  channels: Record<Channel, number>
  missed: number | null
  booking: Partial<BookingPolicy>
}
const percent = fc.integer({ min: 1, max: 45 })
const rules: fc.Arbitrary<Rules> = fc
  .record({
    capacity: fc.integer({ min: 1, max: 6 }),
    limits: fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6)),
    missed: fc.option(fc.nat(200)),
    laterLots: fc.option(fc.tuple(fc.record({ percent, daysBefore: fc.nat(9) })), { nil: undefined }),
    unusedPlaces: fc.option(
      fc.tuple(
        fc.record({
          channels: fc.uniqueArray(fc.constantFrom(...CHANNELS), { minLength: 1 }),
          minutesBefore: fc.nat(14_000),
        }),
      ),
      { nil: undefined },
    ),
  })
  .map(({ capacity, limits: [web, telephone, counter], missed, ...booking }) => ({
    ...{ capacity, missed, booking },
    channels: {
      web: Math.min(web, capacity),
      telephone: Math.min(telephone, capacity),
      counter: Math.min(counter, capacity),
    },
  }))

/** What the municipality wants at an instant. */
function wantedBy(it: Rules, existing: ExistingSlot[], now: Date): WantedSlot[] {
  const hours = { ...weekly, capacity: it.capacity, channels: it.channels, venues: ['city-hall'] }
  const calendar = { ...policy.calendar, weekly: [hours], closures: [] }
  const booking = { ...policy.booking, ...it.booking }
  const plain = slotsOf(calendar, national, { venues: ['city-hall'], lanes: ['pickup'] }, RANGE).map(
    (slot) => {
      const { limits, nextAt } = limitsAt(slot, { booking, national }, now)
      return { ...slot, limits, releaseAt: nextAt }
    },
  )
  const visits = { venue: 'city-hall', lane: 'pickup', visits: 1000, missed: it.missed ?? 0 }
  const rulesOf = () => (it.missed === null ? null : OVER)
  return withOverbooking(plain, { visits: it.missed === null ? [] : [visits], existing, rulesOf })
}

type Reservation = { slot: SlotId; channel: Channel; places: number; state: 'live' | 'no_show' | 'gone' }
type World = { now: Date; rules: Rules; slots: ExistingSlot[]; reservations: Reservation[] }

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant('book' as const),
      slot: fc.nat(30),
      by: fc.constantFrom(...CHANNELS),
      places: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('change' as const), which: fc.nat(50), slot: fc.nat(30) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constantFrom('cancel' as const, 'miss' as const), which: fc.nat(50) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rules' as const), rules }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom('release' as const, 'generate' as const),
      hours: fc.nat(60),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer It> ? It : never

/** What the database lets through: its check constraints, and only open slots. */
function take(world: World, slot: ExistingSlot | undefined, channel: Channel, places: number): boolean {
  if (slot?.state !== 'open' || slot.startsAt <= world.now) return false
  const all = CHANNELS.reduce((sum, it) => sum + slot.taken[it], 0)
  if (slot.taken[channel] + places > slot.limits[channel] || all + places > slot.capacity) return false
  slot.taken = { ...slot.taken, [channel]: slot.taken[channel] + places }
  return true
}

function free(world: World, { slot, channel, places }: Reservation) {
  const it = world.slots.find(({ id }) => id === slot)
  if (it) it.taken = { ...it.taken, [channel]: it.taken[channel] - places }
}

/** What the generator writes. */
function generate(world: World) {
  const { add, change, withdraw, closing } = diffSlots(
    world.slots,
    wantedBy(world.rules, world.slots, world.now),
    world.now,
  )
  const none = { web: 0, telephone: 0, counter: 0 }
  for (const slot of world.slots) {
    Object.assign(slot, change.find(({ id }) => id === slot.id)?.to)
    if (change.some(({ id }) => id === slot.id)) slot.state = 'open'
    if (withdraw.includes(slot.id)) slot.state = 'withdrawn'
    if (closing.includes(slot.id)) slot.state = 'closing'
  }
  world.slots.push(...add.map((it) => ({ ...it, id: mintId<SlotId>(), state: 'open' as const, taken: none })))
}

/** What the release writes: limits of due slots, never lower. */
function release(world: World) {
  const plain = { ...world.rules, missed: null }
  const wanted = new Map(wantedBy(plain, [], world.now).map((it) => [keyOf(it), it]))
  for (const slot of world.slots) {
    const to = wanted.get(keyOf(slot))
    if (!slot.releaseAt || slot.releaseAt > world.now || !to) continue
    const { limits } = withExpected(to, slot.expected)
    const most = (it: Channel) => Math.max(slot.limits[it], limits[it])
    slot.limits = { web: most('web'), telephone: most('telephone'), counter: most('counter') }
    slot.releaseAt = to.releaseAt
  }
}

function carryOut(world: World, it: Step) {
  const slotAt = (n: number) => world.slots[n % Math.max(1, world.slots.length)]
  const live = world.reservations.filter(({ state }) => state === 'live')
  const one = 'which' in it ? live[it.which % Math.max(1, live.length)] : undefined
  if (it.act === 'book') {
    const slot = slotAt(it.slot)
    if (slot && take(world, slot, it.by, it.places))
      world.reservations.push({ slot: slot.id, channel: it.by, places: it.places, state: 'live' })
  } else if (it.act === 'change' && one) {
    const slot = slotAt(it.slot)
    if (slot && slot.id !== one.slot && take(world, slot, one.channel, one.places)) {
      free(world, one)
      one.slot = slot.id
    }
  } else if (it.act === 'cancel' && one) {
    free(world, one)
    one.state = 'gone'
  } else if (it.act === 'miss' && one) one.state = 'no_show'
  else if (it.act === 'rules') {
    world.rules = it.rules
    generate(world)
  } else if ('hours' in it) {
    world.now = new Date(world.now.getTime() + it.hours * 3_600_000)
    if (it.act === 'release') release(world)
    else generate(world)
  }
}

describe(`予約・変更・取消・規則の変更・来庁なし・開放・見込みの定員の、どの並びでも ${req('2.show.1')}`, () => {
  it('枠の数は予約の言うとおりで、定員も方法ごとの上限も超えず、見込みは上限の中', () => {
    let released = 0
    fc.assert(
      fc.property(rules, fc.array(step, { maxLength: 80 }), (first, steps) => {
        const world: World = { now: new Date(FIRST), rules: first, slots: [], reservations: [] }
        generate(world)
        for (const it of steps) {
          const before = world.slots.map(({ limits }) => limits)
          carryOut(world, it)
          for (const [at, slot] of world.slots.entries()) {
            const held = (channel: Channel) =>
              world.reservations
                .filter((one) => one.slot === slot.id && one.channel === channel && one.state !== 'gone')
                .reduce((sum, one) => sum + one.places, 0)
            const all = CHANNELS.reduce((sum, channel) => sum + held(channel), 0)
            expect(all).toBeLessThanOrEqual(slot.capacity)
            for (const channel of CHANNELS) {
              expect(slot.taken[channel]).toBe(held(channel))
              expect(slot.taken[channel]).toBeLessThanOrEqual(slot.limits[channel])
              const was = before[at]?.[channel] ?? 0
              if (it.act === 'release') expect(slot.limits[channel]).toBeGreaterThanOrEqual(was)
              if (it.act === 'release' && slot.limits[channel] > was) released += 1
            }
            expect(slot.expected).toBeLessThanOrEqual(OVER.mostPlaces)
            if (all > 0) expect(slot.state).not.toBe('withdrawn')
          }
        }
        // Switched off, only what somebody has is left of the places that were expected.
        world.rules = { ...world.rules, missed: null }
        generate(world)
        for (const { state, startsAt, expected, capacity, taken } of world.slots) {
          if (state !== 'open' || startsAt <= world.now || expected === 0) continue
          expect(taken.web + taken.telephone + taken.counter).toBe(capacity)
        }
      }),
      { numRuns: 100 },
    )
    expect(released).toBeGreaterThan(0) // it was about something
  })
})
