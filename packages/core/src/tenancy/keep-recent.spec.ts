import { setTimeout as after } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { keepRecent } from './keep-recent.ts'

/** A source that counts how often it was asked and can be made to fail or to be slow. */
function source() {
  const state = { asked: 0, broken: false, slow: 0 }
  const load = async (key: string) => {
    state.asked += 1
    const answer = `${key} ${state.asked}`
    await after(state.slow)
    if (state.broken) throw new Error('down')
    return answer
  }
  return { state, load }
}

describe('what is kept for a second', () => {
  it('is asked for once, however many want it at once', async () => {
    const { state, load } = source()
    const recent = keepRecent(load, { maxAge: 1000 })
    expect(await Promise.all([recent.of('a'), recent.of('a'), recent.of('b')])).toEqual(['a 1', 'a 1', 'b 2'])
    expect(recent.of('a')).toBe('a 1')
    expect(state.asked).toBe(2)
  })

  it('is asked for again when it is old, counted from the question and not from the answer', async () => {
    const { state, load } = source()
    state.slow = 30
    const recent = keepRecent(load, { maxAge: 25 })
    await recent.of('a')
    expect(await recent.of('a')).toBe('a 2')
  })

  it('is asked for again when it was spoiled, only under the keys that were', async () => {
    const { load } = source()
    const recent = keepRecent(load, { maxAge: 1000 })
    await Promise.all([recent.of('a'), recent.of('b')])
    recent.spoil((key) => key === 'a')
    expect(await recent.of('a')).toBe('a 3')
    expect(recent.of('b')).toBe('b 2')
  })

  it('spoiled again and again, it is asked for at most once per minimum age', async () => {
    const { state, load } = source()
    const recent = keepRecent(load, { maxAge: 1000, minAge: 50 })
    await recent.of('a')
    for (let n = 0; n < 20; n++) {
      recent.spoil()
      await recent.of('a')
    }
    expect(state.asked).toBe(1)
    await after(60)
    expect(await recent.of('a')).toBe('a 2')
  })

  it('spoiled while it was on its way, it is asked for once more', async () => {
    const { state, load } = source()
    state.slow = 20
    const recent = keepRecent(load, { maxAge: 1000 })
    const first = recent.of('a')
    recent.spoil()
    await first
    expect(await recent.of('a')).toBe('a 2')
  })
})

describe('what may be served while it is renewed', () => {
  it('answers at once with the old, then with the new', async () => {
    const { load } = source()
    const recent = keepRecent(load, { maxAge: 10, serveStale: 5000 })
    await recent.of('a')
    await after(15)
    expect(recent.of('a')).toBe('a 1')
    await after(5)
    expect(recent.of('a')).toBe('a 2')
  })

  it('outlives a source that is down for a while, and says so in the end', async () => {
    const { state, load } = source()
    const recent = keepRecent(load, { maxAge: 5, serveStale: 60 })
    await recent.of('a')
    state.broken = true
    await after(10)
    expect(recent.of('a')).toBe('a 1')
    await after(60)
    await expect(recent.of('a')).rejects.toThrow('down')
    state.broken = false
    expect(await recent.of('a')).toMatch(/^a \d$/)
  })
})
