import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { mintId, type VenueId } from '../kernel.ts'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import { calendarOf, earliestFree, type SlotRow, slotsOn, stateOf, venuesFor } from './free-slot-rules.ts'
import { monthOf } from './month-rules.ts'
import { cityHall, day, door, hirakata, policy, row, weekly } from './testing/two-venues.ts'

const at = (rows: SlotRow[], now: string) =>
  calendarOf('pickup', rows, { policy, national: NATIONAL_CALENDAR, door }, new Date(`${now}+09:00`))
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

describe(`会場と方法で違う受付の期間 ${req('2.B.2')}`, () => {
  const windows = [
    { venues: ['hirakata'], ...policy.booking, opensDaysBefore: 3 },
    { channels: ['telephone' as const], ...policy.booking, opensDaysBefore: 20 },
  ]
  const rules = { ...policy, booking: { ...policy.booking, windows } }
  const dates = ['2026-11-27', '2026-11-30', '2026-12-14', '2026-12-16']
  const rows = dates.flatMap((date) => [row(date, '10:00'), row(date, '10:00', { venueId: hirakata.id })])
  const now = new Date('2026-11-25T12:00:00+09:00')
  const seen = (channel: 'web' | 'telephone') => {
    const through = { policy: rules, national: NATIONAL_CALENDAR, door: { ...door, channel } }
    const calendar = calendarOf('pickup', rows, through, now)
    const at = (id: VenueId) => calendar.slots.filter((it) => it.venueId === id).map((it) => it.date)
    return { calendar, hall: at(cityHall.id), branch: at(hirakata.id) }
  }

  it('では、枠はそれぞれの期間に見え、最後に開いた日も会場ごと', () => {
    const { calendar, hall, branch } = seen('web')
    expect([hall, branch]).toEqual([['2026-11-27', '2026-11-30'], ['2026-11-27']])
    expect(calendar.lastDate).toBe('2026-12-09')
    expect(calendar.lastDates.get(hirakata.id)).toBe('2026-11-28')
    const month = monthOf(calendar, hirakata, '2026-11', rules, NATIONAL_CALENDAR)
    expect(month.at(-1)).toMatchObject({ date: '2026-11-30', reason: { kind: 'not-yet' } })
  })

  it('では、電話は電話の期間に予約できる', () => {
    const { calendar, hall, branch } = seen('telephone')
    expect([hall, branch]).toEqual([['2026-11-27', '2026-11-30', '2026-12-14'], ['2026-11-27']])
    expect(calendar.lastDate).toBe('2026-12-15')
  })
})

describe(`まだ開いていない枠 ${req('2.B.3')}`, () => {
  const laterLots = [{ percent: 25, businessDaysBefore: 2 }]
  const unusedPlaces = [{ channels: ['telephone' as const, 'counter' as const], minutesBefore: 120 }]
  const seen = (booking: Partial<typeof policy.booking>, it: SlotRow, now = '2026-11-25T12:00:00') =>
    calendarOf(
      'pickup',
      [it],
      {
        policy: { ...policy, booking: { ...policy.booking, ...booking } },
        national: NATIONAL_CALENDAR,
        door,
      },
      new Date(`${now}+09:00`),
    )
  const kept = row('2026-12-01', '09:00', { places: 3, free: 0, kept: 1 })

  it('は、満員とは違い、次に開く時刻を言う', () => {
    const [slot] = seen({ laterLots }, kept).slots
    expect(slot?.moreAt).toEqual(new Date('2026-11-27T09:00:00+09:00'))
    expect(slot && stateOf(slot)).toBe('later')
    const [other] = seen({ unusedPlaces }, row('2026-12-01', '09:00', { places: 2, free: 0, kept: 1 })).slots
    // The hours give every channel all four places: nothing was kept from the web, so nothing will be given to it.
    expect(other?.moreAt).toBeNull()
  })

  it('は、全員分の予約があれば満員。空きがあれば空き。開くものがなければ満員', () => {
    const of = (booking: Partial<typeof policy.booking>, over: Partial<SlotRow>, now?: string) => {
      const [slot] = seen(booking, { ...kept, ...over }, now).slots
      return slot && stateOf(slot)
    }
    expect(of({ laterLots }, { kept: 0 })).toBe('full')
    expect(of({ laterLots }, { free: 2 })).toBe('free')
    expect(of({}, {})).toBe('full')
    expect(of({ laterLots }, {}, '2026-11-27T09:00:00')).toBe('full') // what opened then has been taken
  })

  it('は、その日のほかの枠も埋まっていれば、日の印にもなる', () => {
    const month = (rows: SlotRow[]) => {
      const rules = { ...policy, booking: { ...policy.booking, laterLots } }
      const through = { policy: rules, national: NATIONAL_CALENDAR, door }
      const calendar = calendarOf('pickup', rows, through, new Date('2026-11-25T12:00:00+09:00'))
      return monthOf(calendar, cityHall, '2026-12', rules, NATIONAL_CALENDAR)[0]
    }
    const full = row('2026-12-01', '09:30', { free: 0 })
    const opensAt = new Date('2026-11-27T09:00:00+09:00')
    expect(month([kept, full])).toEqual({ date: '2026-12-01', state: 'later', free: 0, opensAt })
    expect(month([kept, { ...full, free: 1 }])).toMatchObject({ state: 'few', free: 1 })
    expect(month([full])).toMatchObject({ state: 'full' })
    expect(month([])).toMatchObject({ state: 'closed', reason: { kind: 'over' } })
  })
})

describe(`職員用の枠 ${req('2.B.4')}`, () => {
  const channels = { web: 0, telephone: 4, counter: 4 }
  const rules = { ...policy, calendar: { ...policy.calendar, weekly: [{ ...weekly, channels }] } }
  const slot = row('2026-11-26', '09:00', { places: 0, free: 0, kept: 4 })
  const seen = (channel: 'web' | 'telephone') =>
    calendarOf(
      'pickup',
      [slot],
      { policy: rules, national: NATIONAL_CALENDAR, door: { ...door, channel } },
      new Date('2026-11-25T12:00:00+09:00'),
    )

  it('は、ウェブには満員としてではなく、受付のない日として見える。電話には見える', () => {
    const day26 = (channel: 'web' | 'telephone') =>
      monthOf(seen(channel), cityHall, '2026-11', rules, NATIONAL_CALENDAR)[25]
    expect(seen('web').slots).toEqual([])
    expect(day26('web')).toMatchObject({ state: 'closed', reason: { kind: 'office-only' } })
    expect(seen('telephone').slots).toHaveLength(1)
  })

  it('は、使われない分の開放が決められていても、ウェブに開かない', () => {
    const unusedPlaces = [{ channels: ['telephone' as const, 'counter' as const], minutesBefore: 120 }]
    const booking = { ...policy.booking, unusedPlaces }
    const through = { policy: { ...rules, booking }, national: NATIONAL_CALENDAR, door }
    expect(calendarOf('pickup', [slot], through, new Date('2026-11-25T12:00:00+09:00')).slots).toEqual([])
  })
})

describe('枠の空き具合', () => {
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
    expect(stateOf({ free, places, moreAt: null })).toBe(state)
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
