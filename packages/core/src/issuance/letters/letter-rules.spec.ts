import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../../calendar.ts'
import { STAFF_ROLES } from '../../identity/staff-session-rules.ts'
import { CARD_STATES } from '../card-state-rules.ts'
import { deadlineFor, INVITED_STATES, isInvited, mayHandleLetters } from './letter-rules.ts'

describe('letters', () => {
  it('are the work of managers and officers alone: who holds one can book in another’s name', () => {
    expect(STAFF_ROLES.filter((role) => mayHandleLetters([role]))).toEqual(['manager', 'officer'])
    expect(mayHandleLetters([])).toBe(false)
    expect(mayHandleLetters(['auditor', 'officer'])).toBe(true)
  })

  it('are sent for cards that wait for their owners', () => {
    expect(CARD_STATES.filter(isInvited)).toEqual([...INVITED_STATES])
  })

  it.each(['expected', 'on_hold', 'at_counter', 'issued', 'delivered', 'missing', 'destroyed', 'unheard of'])(
    'are not sent for a card that is %s',
    (state) => expect(isInvited(state)).toBe(false),
  )
})

describe('the deadline in a letter', () => {
  it('is counted from the day in Tokyo on which the letter is opened', () => {
    expect(deadlineFor(null, 90, new Date('2026-11-23T14:59:59Z'))).toBe('2027-02-21')
    expect(deadlineFor(null, 90, new Date('2026-11-23T15:00:00Z'))).toBe('2027-02-22')
  })

  it('stays the one that an earlier letter said', () => {
    expect(deadlineFor('2026-12-28' as PlainDate, 90, new Date('2026-11-23T01:00:00Z'))).toBe('2026-12-28')
  })
})
