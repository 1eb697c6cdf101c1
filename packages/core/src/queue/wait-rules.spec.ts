import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { estimateWait } from './wait-rules.ts'

const now = new Date('2026-04-10T11:00:00+09:00')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
/** `lasted` minutes each, the last ended `since` minutes ago and the others 5 minutes apart before it. */
const services = (lasted: number[], { since = 2, counters = 1 } = {}) =>
  lasted.map((minutes, at) => ({
    calledAt: ago(since + at * 5 + minutes),
    finishedAt: ago(since + at * 5),
    counter: String((at % counters) + 1),
  }))

describe(`the wait ${req('2.G.4')}`, () => {
  it.each([0, 1, 4])('is not said after %i services: that is too little', (n) => {
    expect(estimateWait(3, services(Array(n).fill(10)), now)).toBeNull()
  })

  it('is said after five, as a range in steps of five minutes', () => {
    expect(estimateWait(3, services([10, 10, 10, 10, 10]), now)).toEqual({ from: 30, until: 40 })
  })

  it('goes from the quicker to the slower of them', () => {
    expect(estimateWait(2, services([5, 6, 10, 20, 30]), now)).toEqual({ from: 10, until: 60 })
  })

  it('is shared by the counters that work', () => {
    expect(estimateWait(4, services(Array(8).fill(12), { counters: 2 }), now)).toEqual({
      from: 20,
      until: 30,
    })
  })

  it('of whoever is next is never nothing', () => {
    expect(estimateWait(0, services(Array(6).fill(3)), now)).toEqual({ from: 0, until: 5 })
  })

  it('is not said when nothing has ended for an hour, nor beyond three hours', () => {
    expect(estimateWait(1, services(Array(6).fill(10), { since: 61 }), now)).toBeNull()
    expect(estimateWait(40, services(Array(6).fill(10)), now)).toBeNull()
  })

  it('looks at the last twelve only', () => {
    const morning = services(Array(12).fill(60), { since: 70 })
    expect(estimateWait(1, [...morning, ...services(Array(12).fill(5))], now)).toEqual({ from: 5, until: 10 })
  })
})
