import { req } from '@madoguchi/config/req.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlainDate, PlainTime } from '../calendar.ts'
import { mintId, type SlotId } from '../kernel.ts'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import { type Calendar, CHANNELS, type Channel, type Hours, MODES } from '../tenancy/policy-rules.ts'
import { diffSlots, type ExistingSlot, slotsOf, type WantedSlot } from './slot-rules.ts'

const NOW = new Date('2026-11-24T03:00:00Z')
const RANGE = { from: '2026-11-24' as PlainDate, until: '2026-11-29' as PlainDate }
const PLACES = { venues: ['hall', 'branch'], lanes: ['pickup', 'certificate'] }
const national = { ...NATIONAL_CALENDAR, holidays: new Set(['2026-11-26' as PlainDate]) }

const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}` as PlainTime

const hours: fc.Arbitrary<Hours> = fc
  .record({
    lane: fc.constantFrom(...PLACES.lanes),
    from: fc.integer({ min: 540, max: 700 }),
    morning: fc.integer({ min: 10, max: 60 }),
    afternoon: fc.integer({ min: 10, max: 120 }),
    minutes: fc.constantFrom(10, 15, 20, 30),
    capacity: fc.integer({ min: 1, max: 6 }),
    limits: fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6)),
    mode: fc.constantFrom(undefined, ...MODES),
  })
  .map(({ lane, from, morning, afternoon, minutes, capacity, limits: [web, telephone, counter], mode }) => ({
    lane,
    mode,
    periods: [
      { from: time(from), until: time(from + morning) },
      { from: time(780), until: time(780 + afternoon) },
    ],
    minutes,
    capacity,
    channels: {
      web: Math.min(web, capacity),
      telephone: Math.min(telephone, capacity),
      counter: Math.min(counter, capacity),
    },
  }))

/** One list of hours for each lane and venue at most: two would sell every place twice (tenants:check refuses it). */
const calendar: fc.Arbitrary<Calendar> = fc
  .record({
    weekly: fc.array(fc.record({ hours, venue: fc.constantFrom(...PLACES.venues) }), { maxLength: 4 }),
    closed: fc.option(fc.constantFrom('2026-11-25', '2026-11-27'), { nil: undefined }),
    special: fc.option(hours, { nil: undefined }),
    holidays: fc.constantFrom('open' as const, 'closed' as const),
  })
  .map(({ weekly, closed, special, holidays }) => ({
    weekly: weekly
      .filter((it, at) =>
        weekly.slice(0, at).every((other) => other.venue !== it.venue || other.hours.lane !== it.hours.lane),
      )
      .map((it) => ({ ...it.hours, venues: [it.venue], weekdays: [1, 2, 3, 4, 5, 6] })),
    closures: closed ? [{ from: closed as PlainDate, reason: { ja: '閉庁' } }] : [],
    specialOpenings: special
      ? [{ date: '2026-11-29' as PlainDate, venues: ['hall'], hours: [special], reason: { ja: '臨時' } }]
      : [],
    holidays,
    yearEnd: 'closed',
  }))

type Taking = { slot: number; channel: Channel; places: number }
type Step = { kind: 'rules'; calendar: Calendar } | { kind: 'take' | 'free'; taking: Taking }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('rules' as const), calendar }),
  fc.record({
    kind: fc.constantFrom('take' as const, 'take' as const, 'free' as const),
    taking: fc.record({
      slot: fc.nat(400),
      channel: fc.constantFrom(...CHANNELS),
      places: fc.integer({ min: 1, max: 3 }),
    }),
  }),
)

const sum = (it: ExistingSlot) => CHANNELS.reduce((all, channel) => all + it.taken[channel], 0)
const wantedBy = (it: Calendar) => slotsOf(it, national, PLACES, RANGE)
const keyOf = (it: WantedSlot) => `${it.venue} ${it.lane} ${it.startsAt.toISOString()}`

/** What the generator writes for a difference. */
function applied(slots: ExistingSlot[], rules: Calendar): ExistingSlot[] {
  const diff = diffSlots(slots, wantedBy(rules), NOW)
  const added = diff.add.map((it) => ({
    ...it,
    id: mintId<'SlotId'>() as SlotId,
    state: 'open' as const,
    taken: { web: 0, telephone: 0, counter: 0 },
  }))
  const changed = new Map(diff.change.map((it) => [it.id, it.to]))
  return [
    ...slots.map((it): ExistingSlot => {
      const to = changed.get(it.id)
      if (to) return { ...it, ...to, state: 'open' }
      if (diff.withdraw.includes(it.id)) return { ...it, state: 'withdrawn' }
      return diff.closing.includes(it.id) ? { ...it, state: 'closing' } : it
    }),
    ...added,
  ]
}

/** What the database lets through: its check constraints, and only open slots. */
function taking(slots: ExistingSlot[], { slot, channel, places }: Taking) {
  const it = slots[slot % Math.max(1, slots.length)]
  if (it?.state !== 'open') return
  if (it.taken[channel] + places > it.limits[channel] || sum(it) + places > it.capacity) return
  it.taken = { ...it.taken, [channel]: it.taken[channel] + places }
}

function freeing(slots: ExistingSlot[], { slot, channel, places }: Taking) {
  const it = slots[slot % Math.max(1, slots.length)]
  if (it && it.taken[channel] >= places) it.taken = { ...it.taken, [channel]: it.taken[channel] - places }
}

describe('枠を作る規則', () => {
  it(`予約不要の日には枠がなく、完全予約と予約優先の枠は同じ ${req('2.A.4')}`, () => {
    fc.assert(
      fc.property(calendar, (it) => {
        const modeless = (hours: Hours) => ({ ...hours, mode: undefined })
        const withSlots = (hours: Hours) => hours.mode !== 'no-booking'
        const plain = {
          ...it,
          weekly: it.weekly.filter(withSlots).map((hours) => ({ ...hours, ...modeless(hours) })),
          specialOpenings: it.specialOpenings
            .map((opening) => ({ ...opening, hours: opening.hours.filter(withSlots).map(modeless) }))
            .filter(({ hours }) => hours.length > 0),
        }
        expect(wantedBy(it)).toEqual(wantedBy(plain))
      }),
    )
  })

  it(`どの暦でも、枠は重ならず、受付時間の中にあり、予約できる数は定員を超えない ${req('2.show.1')}`, () => {
    fc.assert(
      fc.property(calendar, (it) => {
        const ends = new Map<string, number>()
        for (const slot of wantedBy(it)) {
          const room = `${slot.venue} ${slot.lane}`
          expect(slot.startsAt.getTime()).toBeGreaterThanOrEqual(ends.get(room) ?? 0)
          ends.set(room, slot.startsAt.getTime() + slot.minutes * 60_000)
          for (const channel of CHANNELS) expect(slot.limits[channel]).toBeLessThanOrEqual(slot.capacity)
        }
      }),
    )
  })

  it(`予約・取消・規則の変更のどの並びでも、予約は失われず、定員を超えず、規則どおりの枠になる ${req('2.show.1')}`, () => {
    fc.assert(
      fc.property(calendar, fc.array(step, { maxLength: 60 }), (first, steps) => {
        let rules = first
        let slots = applied([], rules)
        for (const it of steps) {
          if (it.kind !== 'rules') {
            if (it.kind === 'take') taking(slots, it.taking)
            else freeing(slots, it.taking)
          } else {
            const before = new Map(slots.map((slot) => [slot.id, sum(slot)]))
            rules = it.calendar
            slots = applied(slots, rules)
            // No row under a reservation goes away, and none is counted anew.
            for (const [id, taken] of before)
              expect(slots.find((s) => s.id === id)).toSatisfy((s) => sum(s) === taken)
            for (const slot of slots) if (sum(slot) > 0) expect(slot.state).not.toBe('withdrawn')
          }
          for (const slot of slots) {
            expect(sum(slot)).toBeLessThanOrEqual(slot.capacity)
            for (const channel of CHANNELS)
              expect(slot.taken[channel]).toBeLessThanOrEqual(slot.limits[channel])
          }
        }
        slots = applied(slots, rules)
        const open = slots.filter((it) => it.state === 'open')
        const wanted = new Map(wantedBy(rules).map((it) => [keyOf(it), it]))
        // What the public sees is what the rules want; and the same again changes nothing.
        for (const it of open) {
          if (it.startsAt <= NOW) continue
          // Who has a place keeps it, where a channel may take fewer now.
          const { limits = it.limits, ...to } = wanted.get(keyOf(it)) ?? { id: 'none' }
          expect(it).toMatchObject(to)
          for (const channel of CHANNELS)
            expect(it.limits[channel]).toBe(Math.max(limits[channel], it.taken[channel]))
        }
        const kept = new Set(slots.filter((it) => it.state !== 'withdrawn').map(keyOf))
        for (const it of wanted.values()) if (it.startsAt > NOW) expect(kept).toContain(keyOf(it))
        expect(diffSlots(slots, wantedBy(rules), NOW)).toEqual({
          add: [],
          change: [],
          withdraw: [],
          closing: [],
        })
      }),
      { numRuns: 60 },
    )
  })
})
