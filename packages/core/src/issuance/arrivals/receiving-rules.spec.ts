import { describe, expect, it } from 'vitest'
import { STAFF_ROLES } from '../../identity/staff-session-rules.ts'
import { mayReceive } from './receiving-rules.ts'

describe('receiving cards', () => {
  it('is the work of the municipality’s own people at the office', () => {
    expect(STAFF_ROLES.filter((role) => mayReceive([role]))).toEqual(['manager', 'officer', 'part_time'])
  })

  it('is nobody’s who has no role, and of one who has it among others', () => {
    expect(mayReceive([])).toBe(false)
    expect(mayReceive(['auditor', 'part_time'])).toBe(true)
  })
})
