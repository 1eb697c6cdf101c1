import { describe, expect, it } from 'vitest'
import { isUuid, mintId } from './kernel.ts'

describe('a fresh id', () => {
  const ids = Array.from({ length: 1000 }, () => mintId<string>())

  it('is a UUID of version 7, and no other is the same', () => {
    expect(ids.every((it) => isUuid(it) && /^.{14}7.{4}[89ab]/.test(it))).toBe(true)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('begins with the millisecond at which it was made, so that rows lie in the order of time', () => {
    const before = Date.now()
    const at = Number.parseInt(mintId<string>().replace('-', '').slice(0, 12), 16)
    expect(at).toBeGreaterThanOrEqual(before)
    expect(at).toBeLessThanOrEqual(Date.now())
  })
})
