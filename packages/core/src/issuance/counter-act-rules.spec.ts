import { describe, expect, it } from 'vitest'
import { COUNTER_ACTS, hasItsReason, mayAct } from './counter-act-rules.ts'

describe('who may do what', () => {
  it.each([
    ['contractor', ['check_in', 'undo_check_in', 'undo_miss', 'cancel']],
    ['call_centre', ['cancel']],
    ['auditor', []],
    [
      'officer',
      [
        'check_in',
        'start',
        'hand_over',
        'break_off',
        'resume',
        'undo_check_in',
        'undo_start',
        'undo_miss',
        'cancel',
      ],
    ],
  ] as const)('%s', (role, acts) => {
    expect(COUNTER_ACTS.filter((act) => mayAct(act, [role]))).toEqual(acts)
  })
})

describe('the reason of an act', () => {
  const card = { cards: ['card-1'] }

  it.each([
    ['hand_over', 'owner'],
    ['break_off', 'pin'],
    ['cancel', 'double'],
  ] as const)('%s has a list of its own', (act, reason) => {
    expect(hasItsReason(act, card, reason)).toBe(true)
    expect(hasItsReason(act, card, 'moved_without_record')).toBe(false)
    expect(hasItsReason(act, card, null)).toBe(false)
  })

  it('is not asked of the others, nor of a hand-over of nothing', () => {
    expect(hasItsReason('check_in', card, null)).toBe(true)
    expect(hasItsReason('hand_over', { cards: [] }, null)).toBe(true)
  })
})
