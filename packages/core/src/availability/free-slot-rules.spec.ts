import { describe, expect, it } from 'vitest'
import { addDays, instantOf, type PlainDate, type PlainTime } from '../calendar.ts'
import { mintId, type SlotId, type VenueId } from '../kernel.ts'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import type { Policy, WeeklyHours } from '../tenancy/policy-rules.ts'
import {
  calendarOf,
  earliestFree,
  monthOf,
  monthsOf,
  type SlotRow,
  slotsOn,
  stateOf,
  venuesFor,
} from './free-slot-rules.ts'

const day = (text: string) => text as PlainDate
const time = (text: string) => text as PlainTime
const words = { ja: '受け取り' }
const cityHall = { id: mintId<VenueId>(), code: 'city-hall', active: true }
const hirakata = { id: mintId<VenueId>(), code: 'hirakata', active: true }

const weekly: WeeklyHours = {
  venues: ['city-hall', 'hirakata'],
  lane: 'pickup',
  weekdays: [1, 2, 3, 4, 5],
  periods: [{ from: time('09:00'), until: time('12:00') }],
  minutes: 30,
  capacity: 4,
  channels: { web: 4, telephone: 4, counter: 4 },
}
const policy: Policy = {
  lanes: [
    { code: 'pickup', name: words, procedures: ['P01', 'P03'] },
    { code: 'certificate', name: words, procedures: ['P09'] },
  ],
  procedures: [],
  calendar: {
    weekly: [weekly],
    closures: [{ from: day('2026-12-03'), reason: { ja: '停電のため' } }],
    specialOpenings: [],
    holidays: 'closed',
    yearEnd: 'closed',
  },
  booking: {
    opensDaysBefore: 14,
    opensAt: time('09:00'),
    closesMinutesBefore: 60,
    changeUntilMinutesBefore: 0,
    generateDays: 60,
    bookableCardStates: ['received'],
  },
  papers: { withoutNotice: 'more-papers' as const },
  reminders: [],
  sms: false,
  visits: { missedAfterClosingMinutes: 60 },
  notice: { deadlineDays: 90 },
  retention: { contactDays: 90 },
  texts: { contact: words, late: words },
}

const row = (date: string, at: string, over: Partial<SlotRow> = {}): SlotRow => ({
  id: mintId<SlotId>(),
  venueId: cityHall.id,
  startsAt: instantOf(day(date), at),
  minutes: 30,
  places: 4,
  free: 4,
  ...over,
})
const at = (rows: SlotRow[], now: string) =>
  calendarOf('pickup', rows, policy, NATIONAL_CALENDAR, new Date(`${now}+09:00`))
const month = (rows: SlotRow[], name = '2026-11', now = '2026-11-25T12:00:00') =>
  new Map(monthOf(at(rows, now), cityHall, name, policy, NATIONAL_CALENDAR).map((it) => [it.date, it]))

describe('11 月 25 日正午の、14 日先まで予約できる受付', () => {
  it('予約できる枠だけを、始まりの順に並べる', () => {
    const soon = row('2026-11-25', '12:30')
    const today = row('2026-11-25', '13:30')
    const last = row('2026-12-09', '11:30')
    const beyond = row('2026-12-10', '09:00')
    const calendar = at([soon, today, last, beyond], '2026-11-25T12:00:00')
    expect(calendar.slots.map((it) => it.id)).toEqual([today.id, last.id])
    expect(calendar.byId.get(today.id)).toMatchObject({ date: '2026-11-25', lane: 'pickup' })
    expect(calendar.byId.has(soon.id)).toBe(false)
  })

  it('新しい日は 9 時ちょうどに開く', () => {
    const rows = [row('2026-12-09', '09:00')]
    expect(at(rows, '2026-11-25T08:59:59').slots).toEqual([])
    expect(at(rows, '2026-11-25T09:00:00').slots).toHaveLength(1)
  })

  it('いちばん早い空きは、満員の枠と、行けない拠点と、人数の入らない枠をとばす', () => {
    const full = row('2026-11-26', '09:00', { free: 0 })
    const elsewhere = row('2026-11-26', '09:30', { venueId: hirakata.id })
    const single = row('2026-11-26', '10:00', { free: 1 })
    const roomy = row('2026-11-26', '10:30')
    const calendar = at([full, elsewhere, single, roomy], '2026-11-25T12:00:00')
    expect(earliestFree(calendar, [cityHall.id, hirakata.id])?.id).toBe(elsewhere.id)
    expect(earliestFree(calendar, [cityHall.id])?.id).toBe(single.id)
    expect(earliestFree(calendar, [cityHall.id], 2)?.id).toBe(roomy.id)
    expect(earliestFree(calendar, [cityHall.id], 5)).toBeUndefined()
  })

  it('一日の枠は拠点ごとで、満員の枠も見せる', () => {
    const full = row('2026-11-26', '09:00', { free: 0 })
    const calendar = at([full, row('2026-11-26', '09:30', { venueId: hirakata.id })], '2026-11-25T12:00:00')
    expect(slotsOn(calendar, cityHall.id, day('2026-11-26')).map((it) => it.id)).toEqual([full.id])
    expect(slotsOn(calendar, cityHall.id, day('2026-11-27'))).toEqual([])
  })
})

describe('月の表', () => {
  it.each([
    [4, 4, 'free'],
    [2, 4, 'free'],
    [1, 4, 'few'],
    [0, 4, 'full'],
    [1, 1, 'free'],
    [13, 52, 'few'],
    [14, 52, 'free'],
    [-1, 4, 'full'],
  ] as const)('%i／%i は %s', (free, places, state) => {
    expect(stateOf({ free, places })).toBe(state)
  })

  it('一日の空きは、その日の枠の合計', () => {
    const days = month([row('2026-11-26', '09:00', { free: 0 }), row('2026-11-26', '09:30', { free: 1 })])
    expect(days.get(day('2026-11-26'))).toEqual({ date: '2026-11-26', state: 'few', free: 1 })
  })

  it('休みの日は、なぜ休みかを言う', () => {
    const november = month([])
    expect(november.size).toBe(30)
    expect(november.get(day('2026-11-24'))).toMatchObject({ state: 'closed', reason: { kind: 'past' } })
    expect(november.get(day('2026-11-25'))).toMatchObject({ reason: { kind: 'over' } })
    expect(november.get(day('2026-11-28'))).toMatchObject({ reason: { kind: 'weekly' } })

    const december = month([], '2026-12')
    expect(december.get(day('2026-12-03'))).toMatchObject({
      reason: { kind: 'closure', text: { ja: '停電のため' } },
    })
    expect(december.get(day('2026-12-10'))).toMatchObject({ reason: { kind: 'not-yet' } })
    expect(december.get(day('2026-12-30'))).toMatchObject({ reason: { kind: 'year-end' } })
  })

  it('見られる月は、今月から最後に開いた日の月まで', () => {
    expect(monthsOf(at([], '2026-11-25T12:00:00'))).toEqual(['2026-11', '2026-12'])
    expect(monthsOf(at([], '2026-12-20T12:00:00'))).toEqual(['2026-12', '2027-01'])
    expect(month([], '2027-02', '2027-02-01T12:00:00').size).toBe(28)
    expect(month([], 'いつか').size).toBe(0)
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
  })
})

describe('手続のできる拠点', () => {
  it('受付区分が開き、手続を限っていない拠点だけ', () => {
    const onlyNew = { ...hirakata, procedures: ['P01'] }
    const gone = { id: mintId<VenueId>(), code: 'old-hall', active: false }
    const of = (procedure: string) =>
      venuesFor(policy, [cityHall, onlyNew, gone], procedure).map((it) => it.code)
    expect(of('P01')).toEqual(['city-hall', 'hirakata'])
    expect(of('P03')).toEqual(['city-hall'])
    expect(of('P09')).toEqual([])
    expect(of('P99')).toEqual([])
  })
})
