import { describe, expect, it } from 'vitest'
import { type TenantHealth, troublesOf } from './fleet-rules.ts'

const now = new Date('2026-11-23T03:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const well: TenantHealth = {
  cardsHere: 3,
  cardsIssued: 0,
  reservationsAhead: 1,
  freePlacesAhead: 9,
  lastSlotAt: later(60 * 24 * 30),
  policyVersion: 1,
  waiting: 0,
  waitingSince: null,
}

describe('a municipality in the fleet', () => {
  it('is in no trouble when slots lie ahead and nothing waits', () => {
    expect(troublesOf(well, now)).toEqual([])
    expect(troublesOf({ ...well, waiting: 2, waitingSince: later(-5) }, now)).toEqual([])
  })

  it.each([
    ['messages-stuck', { waiting: 1, waitingSince: new Date(now.getTime() - 5 * 60_000 - 1) }],
    ['no-policy', { policyVersion: null }],
    ['no-slots', { lastSlotAt: null }],
    ['no-slots', { lastSlotAt: now }],
    ['slots-end-soon', { lastSlotAt: later(60 * 24 * 7 - 1) }],
  ] as const)('is in trouble: %s', (trouble, health) => {
    expect(troublesOf({ ...well, ...health }, now)).toEqual([trouble])
  })
})
