import { describe, expect, it } from 'vitest'
import { median, rowOf, tableOf } from './ratios.ts'

describe('the table of the benchmark', () => {
  it('takes the middle run', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  it('compares each run with the floor of its own round, and says what falls short', () => {
    const row = rowOf('booking', 'pgbench', 0.6, [50, 70, 60], [100, 100, 50])
    expect(row.ratios).toEqual([0.5, 0.7, 1.2])
    expect(tableOf([row])).toContain('| 0.70 | 0.50–1.20 | ≥ 0.60 | ✓ |')
    expect(tableOf([rowOf('x', 'y', 0.9, [1], [2])])).toContain('| short |')
  })
})
