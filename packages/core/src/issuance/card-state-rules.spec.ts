import { describe, expect, it } from 'vitest'
import { CARD_STATES, cardAfter, mayBeInHand } from './card-state-rules.ts'

const ready = ['stored', 'notified']

describe('a card', () => {
  it('comes to the counter when it is ready or picked, and is there once', () => {
    const comes = CARD_STATES.filter((state) => cardAfter('start', { state, before: null }, ready) !== null)
    expect(comes).toEqual(['stored', 'notified', 'picked'])
    expect(CARD_STATES.filter((state) => mayBeInHand(state, ready))).toEqual([...comes, 'at_counter'])
  })

  it.each([
    ['hand_over', 'at_counter', 'issued'],
    ['break_off', 'at_counter', 'suspended'],
    ['undo_start', 'at_counter', 'notified'],
    ['resume', 'suspended', 'notified'],
  ] as const)('after %s was %s and is %s; from no other state is it done', (act, from, to) => {
    const after = (state: string) => cardAfter(act, { state, before: 'notified' }, ready)
    expect(after(from)).toBe(to)
    expect(CARD_STATES.filter((state) => after(state) !== null)).toEqual([from])
  })

  it('stays as it is when somebody is received or the reservation is cancelled', () => {
    for (const act of ['check_in', 'undo_check_in', 'undo_miss', 'cancel'] as const)
      expect(cardAfter(act, { state: 'on_hold', before: null }, ready)).toBe('on_hold')
  })
})
