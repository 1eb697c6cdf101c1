import { describe, expect, it } from 'vitest'
import { BOOKING_KINDS, canBeBooked } from './procedure-rules.ts'

describe('a procedure', () => {
  it('can be booked unless its municipality takes it without a reservation only', () => {
    expect(BOOKING_KINDS.filter((booking) => canBeBooked({ booking }))).toEqual(['required', 'optional'])
  })
})
