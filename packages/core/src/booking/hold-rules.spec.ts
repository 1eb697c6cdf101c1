import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { extensionsLeft, heldUntil } from './hold-rules.ts'

const usual = { minutes: 10, extensions: 2 }

describe('a place that was chosen at 9:32', () => {
  it(`is held until 9:42 ${req('2.D.1')}`, () => {
    expect(heldUntil(usual, new Date('2026-11-24T09:32:00+09:00'))).toEqual(
      new Date('2026-11-24T09:42:00+09:00'),
    )
  })

  it('may be held for longer as often as the municipality says', () => {
    expect([0, 1, 2, 3].map((extended) => extensionsLeft({ extended }, usual))).toEqual([2, 1, 0, 0])
    expect(extensionsLeft({ extended: 0 }, { ...usual, extensions: 0 })).toBe(0)
  })
})
