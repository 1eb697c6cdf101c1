import { describe, expect, it } from 'vitest'
import { banDurationOf } from './ban-duration.ts'

describe('a ban’s duration', () => {
  it.each([
    ['24h', 86_400_000],
    ['876000h', 3_153_600_000_000],
    ['1h30m', 5_400_000],
    ['300ms', 300],
    ['1.5s', 1500],
    ['none', null],
  ])('%s', (text, expected) => expect(banDurationOf(text)).toBe(expected))

  it.each(['x', '', '24', '-1h', '1h x', 'h'])('refuses "%s"', (text) => {
    expect(() => banDurationOf(text)).toThrow(/invalid format/)
  })
})
