import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { rulesAt } from './own-window-rules.ts'
import { policy } from './testing/two-venues.ts'

describe(`会場と方法ごとの受付の期間 ${req('2.B.2')}`, () => {
  const own = (opensDaysBefore: number) => ({ ...policy.booking, opensDaysBefore })
  const booking = {
    ...own(30),
    windows: [
      { channels: ['telephone' as const], ...own(20) },
      { venues: ['branch'], ...own(10) },
      { venues: ['branch'], channels: ['counter' as const], ...own(5) },
    ],
  }

  it.each([
    ['hall', 'web', 30],
    ['hall', 'telephone', 20],
    ['hall', 'counter', 30],
    ['branch', 'web', 10],
    ['branch', 'telephone', 10],
    ['branch', 'counter', 5],
    ['nowhere', 'web', 30],
  ] as const)('は、%s の %s ではいちばん詳しいものが決める：%i 日前から', (venue, channel, days) => {
    expect(rulesAt(booking, venue, channel).opensDaysBefore).toBe(days)
  })
})
