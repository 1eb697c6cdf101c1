import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate, PlainTime } from '../calendar.ts'
import { NATIONAL_CALENDAR as national } from '../national/published-holidays.ts'
import type { Calendar, Closure, WeeklyHours } from '../tenancy/policy-rules.ts'
import { isBusinessDay, modeOf, openingOn } from './calendar-rules.ts'
import { startsOn } from './start-rules.ts'

const day = (text: string) => text as PlainDate
const at = (text: string) => text as PlainTime

const hours = {
  lane: 'pickup',
  periods: [
    { from: at('09:00'), until: at('12:00') },
    { from: at('13:00'), until: at('16:30') },
  ],
  minutes: 30,
  capacity: 4,
  channels: { web: 4, telephone: 4, counter: 4 },
}
const weekdays: WeeklyHours = { ...hours, venues: ['city-hall', 'hirakata'], weekdays: [1, 2, 3, 4, 5] }
const saturdays: WeeklyHours = { ...hours, venues: ['city-hall'], weekdays: [6], nth: [2, 4] }

const calendar: Calendar = {
  weekly: [weekdays, saturdays],
  closures: [],
  specialOpenings: [],
  holidays: 'closed',
  yearEnd: 'closed',
}

const on = (date: string, given: Partial<Calendar> = {}, venue = 'city-hall', lane = 'pickup') =>
  openingOn({ ...calendar, ...given }, national, venue, lane, day(date))

describe('平日と、第 2・第 4 土曜日に開く市役所', () => {
  it('平日は、昼休みをはさんで午前と午後に開いている', () => {
    const opening = on('2026-11-27')
    expect(opening).toEqual({ open: true, hours: [weekdays], reason: { kind: 'weekly' } })
    expect(opening.open && opening.hours[0]?.periods.map((it) => `${it.from}–${it.until}`)).toEqual([
      '09:00–12:00',
      '13:00–16:30',
    ])
  })

  it.each([
    ['2026-11-07', '第 1 土曜日', false],
    ['2026-11-14', '第 2 土曜日', true],
    ['2026-11-21', '第 3 土曜日', false],
    ['2026-11-28', '第 4 土曜日', true],
    ['2026-10-31', '第 5 土曜日', false],
    ['2026-11-29', '日曜日', false],
  ])('%s は%sなので、開いているかは %s', (date, _name, open) => {
    expect(on(date)).toMatchObject({ open, reason: { kind: 'weekly' } })
  })

  it('土曜日に開かない拠点は、第 2 土曜日も閉まっている', () => {
    expect(on('2026-11-14', {}, 'hirakata')).toEqual({ open: false, reason: { kind: 'weekly' } })
  })

  it('受付区分のない窓口と、知らない拠点は閉まっている', () => {
    expect(on('2026-11-27', {}, 'city-hall', 'certificate').open).toBe(false)
    expect(on('2026-11-27', {}, 'nowhere').open).toBe(false)
  })

  it('最終土曜日という決まりは、第 4 のことも第 5 のこともある', () => {
    const last = { weekly: [{ ...saturdays, nth: ['last' as const] }] }
    expect(on('2026-10-24', last).open).toBe(false)
    expect(on('2026-10-31', last).open).toBe(true)
    expect(on('2026-11-28', last).open).toBe(true)
  })
})

describe('年末年始と祝日', () => {
  it.each([
    ['2026-12-28', true, 'weekly'],
    ['2026-12-29', false, 'year-end'],
    ['2026-12-31', false, 'year-end'],
    ['2027-01-01', false, 'year-end'],
    ['2025-01-03', false, 'year-end'],
    ['2027-01-04', true, 'weekly'],
  ])('%s に開いているかは %s（%s）', (date, open, kind) => {
    expect(on(date)).toMatchObject({ open, reason: { kind } })
  })

  it('祝日は、開く土曜日に重なっても閉まっている', () => {
    // 建国記念の日 fell on the second Saturday of February 2023.
    expect(on('2023-02-11')).toEqual({ open: false, reason: { kind: 'holiday' } })
  })

  it('平日の祝日と振替休日は閉まっている', () => {
    expect(on('2026-11-23')).toEqual({ open: false, reason: { kind: 'holiday' } })
    expect(on('2026-05-06')).toEqual({ open: false, reason: { kind: 'holiday' } })
  })

  it('祝日も開く自治体では、曜日の決まりが決める', () => {
    expect(on('2026-11-23', { holidays: 'open' }).open).toBe(true)
    expect(on('2026-12-30', { yearEnd: 'open' }).open).toBe(true)
  })

  it('営業日は、祝日と年末年始を除く月曜日から金曜日', () => {
    expect(
      ['2026-12-28', '2026-12-29', '2026-11-23', '2026-11-28'].map((it) => isBusinessDay(day(it), national)),
    ).toEqual([true, false, false, false])
  })
})

describe('臨時の閉庁・開庁と全国停止', () => {
  const typhoon = { ja: '台風のため' }
  const extra = { ja: '年度末の臨時開庁' }
  const special = { date: day('2027-03-28'), venues: ['city-hall'], hours: [hours], reason: extra }

  it('臨時開庁は、日曜日でも祝日でも開く', () => {
    expect(on('2027-03-28', { specialOpenings: [special] })).toEqual({
      open: true,
      hours: [hours],
      reason: { kind: 'special-opening', text: extra },
    })
    expect(on('2026-11-23', { specialOpenings: [{ ...special, date: day('2026-11-23') }] }).open).toBe(true)
  })

  it('臨時開庁は、その日の曜日の決まりに代わる', () => {
    const short = { ...hours, periods: [{ from: at('09:00'), until: at('10:00') }] }
    const opening = on('2026-11-27', {
      specialOpenings: [{ ...special, date: day('2026-11-27'), hours: [short] }],
    })
    expect(opening).toMatchObject({ open: true, hours: [short] })
  })

  it('臨時閉庁は、臨時開庁より先に決める。範囲の初日と末日を含む', () => {
    const closures = [{ from: day('2026-11-26'), until: day('2026-11-27'), reason: typhoon }]
    const both = { closures, specialOpenings: [{ ...special, date: day('2026-11-27') }] }
    expect(on('2026-11-25', both).open).toBe(true)
    expect(on('2026-11-26', both)).toEqual({ open: false, reason: { kind: 'closure', text: typhoon } })
    expect(on('2026-11-27', both).open).toBe(false)
    expect(on('2026-11-30', both).open).toBe(true)
  })

  it('拠点や受付区分を限った閉庁は、ほかには及ばない', () => {
    const closures = [{ from: day('2026-11-26'), venues: ['hirakata'], lanes: ['pickup'], reason: typhoon }]
    expect(on('2026-11-26', { closures }, 'hirakata').open).toBe(false)
    expect(on('2026-11-26', { closures }, 'city-hall').open).toBe(true)
  })

  it('全国停止日は、何よりも先に決める', () => {
    const stops = [
      { from: day('2027-03-28'), until: day('2027-03-28'), reason: { ja: '全国のシステム停止' } },
    ]
    const opening = openingOn(
      { ...calendar, specialOpenings: [special] },
      { ...national, stops },
      'city-hall',
      'pickup',
      day('2027-03-28'),
    )
    expect(opening).toEqual({
      open: false,
      reason: { kind: 'national-stop', text: { ja: '全国のシステム停止' } },
    })
  })
})

describe(`時間を限った全国停止 ${req('2.A.3')}`, () => {
  const stop = (from: string, until: string) => ({
    from: day('2026-11-27'),
    until: day('2026-11-27'),
    hours: { from: at(from), until: at(until) },
    reason: { ja: '全国のシステムの点検' },
  })
  const stopped = (from: string, until: string, date = '2026-11-27') =>
    openingOn(calendar, { ...national, stops: [stop(from, until)] }, 'city-hall', 'pickup', day(date))

  it('の日も開いていて、どの停止で受付が減るかを言う', () => {
    expect(stopped('13:00', '17:00')).toEqual({
      open: true,
      hours: [weekdays],
      reason: { kind: 'weekly' },
      stops: [stop('13:00', '17:00')],
    })
  })

  it('が受付時間をすべて覆う日は、停止のために閉まっている', () => {
    const reason = { kind: 'national-stop', text: { ja: '全国のシステムの点検' } }
    expect(stopped('08:00', '17:00')).toEqual({ open: false, reason })
    expect(stopped('09:10', '16:10')).toEqual({ open: false, reason })
  })

  it('は、ほかの日に及ばず、もともと閉まっている日の理由を変えない', () => {
    expect(stopped('08:00', '17:00', '2026-11-26')).toEqual(on('2026-11-26'))
    const sunday = { ...stop('08:00', '17:00'), from: day('2026-11-29'), until: day('2026-11-29') }
    expect(
      openingOn(calendar, { ...national, stops: [sunday] }, 'city-hall', 'pickup', day('2026-11-29')),
    ).toEqual({ open: false, reason: { kind: 'weekly' } })
  })
})

describe(`時間を限った臨時閉庁 ${req('2.A.1')}`, () => {
  const closed = (from: string, until: string, over: Partial<Closure> = {}) => ({
    closures: [
      {
        from: day('2026-11-27'),
        hours: { from: at(from), until: at(until) },
        reason: { ja: '大雪' },
        ...over,
      },
    ],
  })

  it('の日は、残りの時間に開いている', () => {
    const opening = on('2026-11-27', closed('09:00', '12:00'))
    expect(opening).toMatchObject({ open: true, reason: { kind: 'weekly' }, stops: [{ own: true }] })
    const starts = startsOn(weekdays, national.lastEnd, (opening.open && opening.stops) || [])
    expect(starts[0]).toBe(13 * 60)
    expect(starts).toHaveLength(7)
  })

  it('が受付時間をすべて覆えば、その理由で閉まっている', () => {
    const reason = { kind: 'closure', text: { ja: '大雪' } }
    expect(on('2026-11-27', closed('08:00', '17:00'))).toEqual({ open: false, reason })
  })

  it('は、ほかの日・拠点・受付区分に及ばない', () => {
    expect(on('2026-11-26', closed('09:00', '12:00'))).toEqual(on('2026-11-26'))
    const elsewhere = closed('09:00', '12:00', { venues: ['hirakata'] })
    expect(on('2026-11-27', elsewhere)).toEqual(on('2026-11-27'))
    expect(on('2026-11-27', elsewhere, 'hirakata')).toMatchObject({ stops: [{ own: true }] })
  })
})

describe(`予約不要の日 ${req('2.A.4')}`, () => {
  const free = { ...weekdays, mode: 'no-booking' as const }
  const stop = (from: string, until: string) => ({
    from: day('2026-11-27'),
    until: day('2026-11-27'),
    hours: { from: at(from), until: at(until) },
    reason: { ja: '全国のシステムの停止' },
  })
  const on27 = (...stops: ReturnType<typeof stop>[]) =>
    openingOn(
      { ...calendar, weekly: [free] },
      { ...national, stops },
      'city-hall',
      'pickup',
      day('2026-11-27'),
    )

  it('は受付時間に開いていて、受付のしかたを言う', () => {
    const opening = on27()
    expect(opening.open && modeOf(opening)).toBe('no-booking')
    const usual = on('2026-11-27')
    expect(usual.open && modeOf(usual)).toBe('booking-only')
  })

  it('は、全国停止のあとに 1 分でも残れば開いている', () => {
    expect(on27(stop('09:00', '16:29'))).toMatchObject({ open: true, stops: [{}] })
    expect(on27(stop('09:00', '16:30'))).toMatchObject({ open: false, reason: { kind: 'national-stop' } })
  })
})
