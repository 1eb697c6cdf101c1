import type { Policy, TenantVenue } from '@madoguchi/core/tenancy'
import { describe, expect, it } from 'vitest'
import { availabilityPath, readAvailabilityQuery } from './availability-query.ts'

const policy = {
  procedures: [{ code: 'P09' }],
  lanes: [{ code: 'certificate', procedures: ['P09'] }],
  calendar: { weekly: [{ lane: 'certificate', venues: ['hall'] }], specialOpenings: [] },
} as unknown as Policy
const venues = [{ code: 'hall', active: true }] as unknown as TenantVenue[]
const canonical = (query: string) =>
  availabilityPath(readAvailabilityQuery(new URLSearchParams(query), policy, venues))

describe('the address of the free places', () => {
  it.each([
    ['procedure=P09&venue=hall', '/availability?procedure=P09&venue=hall'],
    ['venue=hall&procedure=P09', '/availability?procedure=P09&venue=hall'],
    ['procedure=P09&day=2026-11-28&month=2026-11', '/availability?procedure=P09&day=2026-11-28'],
    [
      'procedure=P09&view=list&morning=1&saturday=1',
      '/availability?procedure=P09&view=list&morning=1&saturday=1',
    ],
  ])('of %s is one', (query, path) => {
    expect(canonical(query)).toBe(path)
  })

  it.each([
    ['procedure=P99&venue=hall', '/availability'],
    ['procedure=P09&venue=elsewhere', '/availability?procedure=P09'],
    ['procedure=P09&day=2026-02-30', '/availability?procedure=P09'],
    ['procedure=P09&month=2026-13', '/availability?procedure=P09'],
    ['procedure=P09&change=1', '/availability?procedure=P09'],
    ['procedure=P09&utm_source=x', '/availability?procedure=P09'],
  ])('leaves out of %s what names nothing of ours', (query, path) => {
    expect(canonical(query)).toBe(path)
  })
})
