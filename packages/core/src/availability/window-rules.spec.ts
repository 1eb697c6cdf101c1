import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate, PlainTime } from '../calendar.ts'
import { NATIONAL_CALENDAR as national } from '../national/published-holidays.ts'
import type { BookingPolicy } from '../tenancy/policy-rules.ts'
import { lastOpenDate, rulesAt, windowOf } from './window-rules.ts'

const rules: BookingPolicy = {
  opensDaysBefore: 30,
  opensAt: '09:00' as PlainTime,
  closesMinutesBefore: 60,
  changeUntilMinutesBefore: 0,
  generateDays: 60,
  bookableCardStates: ['received'],
}

describe('30 日前の 9 時に始まり、1 時間前に締め切る予約', () => {
  const startsAt = new Date('2026-11-28T09:30:00+09:00')

  it('受付の始まりと終わり、変更の期限を知っている', () => {
    expect(windowOf(startsAt, rules, national)).toEqual({
      opensAt: new Date('2026-10-29T09:00:00+09:00'),
      closesAt: new Date('2026-11-28T08:30:00+09:00'),
      changeUntil: startsAt,
    })
  })

  it('3 営業日前までという決まりは、土日と祝日を数えず、その日の終わりに締め切る', () => {
    // 2026-11-28 is a Saturday and 2026-11-23 a holiday: 27, 26, 25 are the business days before.
    const window = (n: number) =>
      windowOf(startsAt, { ...rules, closesBusinessDaysBefore: n }, national).closesAt
    expect(window(3)).toEqual(new Date('2026-11-26T00:00:00+09:00'))
    expect(window(5)).toEqual(new Date('2026-11-21T00:00:00+09:00'))
  })

  it('年末年始をまたぐ 1 営業日前は、12 月 28 日', () => {
    const afterNewYear = new Date('2027-01-04T10:00:00+09:00')
    expect(windowOf(afterNewYear, { ...rules, closesBusinessDaysBefore: 1 }, national).closesAt).toEqual(
      new Date('2026-12-29T00:00:00+09:00'),
    )
  })

  it('新しい日は 9 時ちょうどに開く', () => {
    expect(lastOpenDate(new Date('2026-10-29T08:59:59+09:00'), rules)).toBe('2026-11-27' as PlainDate)
    expect(lastOpenDate(new Date('2026-10-29T09:00:00+09:00'), rules)).toBe('2026-11-28' as PlainDate)
  })
})

describe(`会場と方法ごとの受付の期間 ${req('2.B.2')}`, () => {
  const own = (opensDaysBefore: number, closesBusinessDaysBefore?: number) => ({
    ...{ opensDaysBefore, opensAt: '10:00' as PlainTime, closesMinutesBefore: 30, closesBusinessDaysBefore },
  })
  const booking: BookingPolicy = {
    ...rules,
    closesBusinessDaysBefore: 1,
    windows: [
      { channels: ['telephone'], ...own(20) },
      { venues: ['branch'], ...own(10, 3) },
      { venues: ['branch'], channels: ['counter'], ...own(5, 2) },
    ],
  }

  it('は、まるごと入れ替わる。変更の期限だけは、どこでも同じ', () => {
    const startsAt = new Date('2026-11-26T10:00:00+09:00')
    const at = (venue: string, channel: 'web' | 'telephone') =>
      windowOf(startsAt, rulesAt({ ...booking, changeUntilMinutesBefore: 60 }, venue, channel), national)
    const changeUntil = new Date('2026-11-26T09:00:00+09:00')
    expect(at('hall', 'telephone')).toEqual({
      opensAt: new Date('2026-11-06T10:00:00+09:00'),
      closesAt: new Date('2026-11-26T09:30:00+09:00'),
      changeUntil,
    })
    // 23 November is a holiday: three business days before Thursday the 26th is Friday the 20th.
    expect(at('branch', 'web')).toEqual({
      opensAt: new Date('2026-11-16T10:00:00+09:00'),
      closesAt: new Date('2026-11-21T00:00:00+09:00'),
      changeUntil,
    })
  })
})
