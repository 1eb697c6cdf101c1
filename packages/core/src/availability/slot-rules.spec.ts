import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { type PlainDate, type PlainTime, timeAt } from '../calendar.ts'
import { mintId, type SlotId } from '../kernel.ts'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import type { Calendar, Channel, WeeklyHours } from '../tenancy/policy-rules.ts'
import { diffSlots, type ExistingSlot, slotsOf, type WantedSlot, withExpected } from './slot-rules.ts'

const day = (text: string) => text as PlainDate
const at = (text: string) => text as PlainTime

const national = { ...NATIONAL_CALENDAR, holidays: new Set<PlainDate>() }
const none = { web: 0, telephone: 0, counter: 0 }

const weekly: WeeklyHours = {
  venues: ['city-hall'],
  lane: 'pickup',
  weekdays: [1, 2, 3, 4, 5],
  periods: [
    { from: at('09:00'), until: at('12:00') },
    { from: at('13:00'), until: at('16:30') },
  ],
  minutes: 30,
  capacity: 4,
  channels: { web: 3, telephone: 1, counter: 4 },
}

const calendarOf = (over: Partial<WeeklyHours> = {}): Calendar => ({
  weekly: [{ ...weekly, ...over }],
  closures: [],
  specialOpenings: [],
  holidays: 'closed',
  yearEnd: 'closed',
})

const places = { venues: ['city-hall'], lanes: ['pickup'] }
const friday = { from: day('2026-11-27'), until: day('2026-11-27') }
const startsOn = (over: Partial<WeeklyHours>, range = friday) =>
  slotsOf(calendarOf(over), national, places, range).map((it) => timeAt(it.startsAt))

describe('午前 9 時から正午、午後 1 時から 4 時 30 分の 30 分枠', () => {
  it('昼休みに始まる枠も、終わりを越える枠もない', () => {
    expect(startsOn({})).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '13:00',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
      '16:00',
    ])
  })

  it('半端な時間は枠にならない', () => {
    expect(startsOn({ periods: [{ from: at('09:00'), until: at('10:45') }] })).toEqual([
      '09:00',
      '09:30',
      '10:00',
    ])
  })

  it(`予約不要の日に枠はなく、予約優先の日の枠は完全予約の日と同じ ${req('2.A.4')}`, () => {
    expect(startsOn({ mode: 'no-booking' })).toEqual([])
    expect(startsOn({ mode: 'booking-first' })).toEqual(startsOn({}))
  })

  it('最後の受付を決めれば、その時刻の枠が最後になる', () => {
    const early = [{ from: at('09:00'), until: at('12:00'), lastStart: at('11:00') }]
    const late = [{ from: at('09:00'), until: at('10:15'), lastStart: at('10:00') }]
    expect(startsOn({ periods: early }).at(-1)).toBe('11:00')
    expect(startsOn({ periods: late }).at(-1)).toBe('10:00')
  })

  it('時刻は日本の時刻で、定員と方法ごとの上限を持つ', () => {
    expect(slotsOf(calendarOf(), national, places, friday)[0]).toEqual({
      venue: 'city-hall',
      lane: 'pickup',
      startsAt: new Date('2026-11-27T00:00:00Z'),
      minutes: 30,
      capacity: 4,
      limits: { web: 3, telephone: 1, counter: 4 },
      expected: 0,
      releaseAt: null,
    })
  })

  it('範囲は初日と末日を含み、週末に枠はない', () => {
    const dates = slotsOf(calendarOf(), national, places, {
      from: day('2026-11-27'),
      until: day('2026-11-30'),
    })
    expect(dates).toHaveLength(26)
  })
})

const now = new Date('2026-11-20T00:00:00Z')
const [first, second] = slotsOf(calendarOf(), national, places, friday) as [WantedSlot, WantedSlot]

const existing = (slot: WantedSlot, over: Partial<ExistingSlot> = {}): ExistingSlot => ({
  ...slot,
  id: mintId<SlotId>(),
  state: 'open',
  taken: none,
  ...over,
})
const taken = (over: Partial<Record<Channel, number>>) => ({ ...none, ...over })
const nothing = { add: [], change: [], withdraw: [], closing: [] }

describe(`規則が変わったときの枠 ${req('2.A.5')}`, () => {
  it('同じ規則では、何も変わらない', () => {
    const slots = [existing(first), existing(second, { taken: taken({ web: 2 }) })]
    expect(diffSlots(slots, [first, second], now)).toEqual(nothing)
  })

  it('新しい枠は加わり、空の枠は取り下げられる', () => {
    const old = existing(first)
    expect(diffSlots([old], [second], now)).toEqual({ ...nothing, add: [second], withdraw: [old.id] })
  })

  it('予約のある枠は消えず、受付を締め切って職員の判断を待つ', () => {
    const occupied = existing(first, { taken: taken({ telephone: 1 }) })
    expect(diffSlots([occupied], [], now)).toEqual({ ...nothing, closing: [occupied.id] })
    expect(diffSlots([{ ...occupied, state: 'closing' }], [], now)).toEqual(nothing)
  })

  it('締め切った枠は、予約がなくなれば取り下げられる', () => {
    const emptied = existing(first, { state: 'closing' })
    expect(diffSlots([emptied], [], now)).toEqual({ ...nothing, withdraw: [emptied.id] })
  })

  it('取り下げた枠も締め切った枠も、規則が戻れば開く', () => {
    const withdrawn = existing(first, { state: 'withdrawn' })
    const closing = existing(second, { state: 'closing', taken: taken({ web: 1 }) })
    expect(diffSlots([withdrawn, closing], [first, second], now)).toEqual({
      ...nothing,
      change: [
        { id: withdrawn.id, to: first },
        { id: closing.id, to: second },
      ],
    })
  })

  it('定員が変わっても、いまの予約が全員入るなら枠はそのまま使える', () => {
    const occupied = existing(first, { taken: taken({ web: 2 }) })
    const two = { ...first, capacity: 2, limits: { web: 2, telephone: 1, counter: 2 } }
    const one = { ...first, capacity: 1, limits: { web: 1, telephone: 1, counter: 1 } }
    expect(diffSlots([occupied], [two], now)).toEqual({ ...nothing, change: [{ id: occupied.id, to: two }] })
    expect(diffSlots([occupied], [one], now)).toEqual({ ...nothing, closing: [occupied.id] })
  })

  it('方法ごとの上限が、いまの予約より少なくなっても、予約はそのままで、その方法ではもう取れない', () => {
    const occupied = existing(first, { taken: taken({ web: 2 }) })
    const less = { ...first, limits: { ...first.limits, web: 1 } }
    const to = { ...less, limits: { ...less.limits, web: 2 } }
    expect(diffSlots([occupied], [less], now)).toEqual({ ...nothing, change: [{ id: occupied.id, to }] })
    expect(diffSlots([{ ...occupied, ...to }], [less], now)).toEqual(nothing)
  })

  it('見込みの定員は、やめても予約をそのままにし、予約が減れば元の定員に戻る', () => {
    const more = withExpected(first, 1)
    expect(more).toMatchObject({ capacity: 5, expected: 1, limits: { web: 4, telephone: 2, counter: 5 } })
    const full = existing(more, { taken: taken({ web: 4, telephone: 1 }) })
    expect(diffSlots([full], [more], now)).toEqual(nothing)
    const kept = { ...first, capacity: 5, expected: 1, limits: { web: 4, telephone: 1, counter: 4 } }
    expect(diffSlots([full], [first], now)).toEqual({ ...nothing, change: [{ id: full.id, to: kept }] })
    const fewer = existing(kept, { taken: taken({ web: 3, telephone: 1 }) })
    expect(diffSlots([fewer], [first], now)).toEqual({ ...nothing, change: [{ id: fewer.id, to: first }] })
  })

  it('長さが変わるのは、空の枠だけ', () => {
    const shorter = { ...first, minutes: 20 }
    const empty = existing(first)
    const occupied = existing(first, { taken: taken({ web: 1 }) })
    expect(diffSlots([empty], [shorter], now)).toEqual({
      ...nothing,
      change: [{ id: empty.id, to: shorter }],
    })
    expect(diffSlots([occupied], [shorter], now)).toEqual({ ...nothing, closing: [occupied.id] })
  })

  it('もう始まった枠には触れない', () => {
    const begun = first.startsAt
    expect(diffSlots([existing(first)], [], begun)).toEqual(nothing)
    expect(diffSlots([], [first], begun)).toEqual(nothing)
    expect(diffSlots([], [first], new Date(begun.getTime() - 1)).add).toEqual([first])
  })
})
