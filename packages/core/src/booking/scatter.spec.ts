import { describe, expect, it } from 'vitest'
import { NUMBERS } from './reservation-number-rules.ts'
import { openScatter } from './scatter.ts'

describe('reservation numbers, scattered', () => {
  const scatter = openScatter('a key', 'town')
  const given = Array.from({ length: 3000 }, (_, n) => scatter(n))

  it('are never given twice, and are numbers of seven digits', () => {
    expect(new Set(given).size).toBe(given.length)
    expect(given.every((it) => Number.isInteger(it) && it >= 0 && it < NUMBERS)).toBe(true)
  })

  it('are the same in every copy, and others for another town or key', () => {
    expect(openScatter('a key', 'town')(42)).toBe(given[42])
    expect(openScatter('a key', 'city')(42)).not.toBe(given[42])
    expect(openScatter('b key', 'town')(42)).not.toBe(given[42])
  })

  it('do not follow from the ones before', () => {
    const steps = given.slice(1).map((it, n) => (it - (given[n] ?? 0) + NUMBERS) % NUMBERS)
    expect(new Set(steps).size).toBeGreaterThan(2900)
  })
})
