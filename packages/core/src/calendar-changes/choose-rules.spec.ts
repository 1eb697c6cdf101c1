import { expect, it } from 'vitest'
import type { ReservationId } from '../kernel.ts'
import { type Choice, decisionsFor } from './choose-rules.ts'

const met = ['a', 'b', 'c', 'd', 'e', 'f', 'new'].map((id) => ({
  ...{ id: id as ReservationId, version: 1, lane: 'card', slots: 1 },
}))
const slot = (id: string, lane = 'card') => ({
  ...{ id, lane, venue: 'hall', startsAt: new Date(0), minutes: 30, free: 1 },
})
const move = (...toSlots: string[]): Choice => ({ version: 1, decision: { decision: 'move', toSlots } })

it('what was chosen holds for whom the officer saw as they are now', () => {
  const choices = new Map<string, Choice>([
    ['a', { version: 1, decision: { decision: 'keep' } }],
    ['b', move('s1')],
    ['c', { version: 1, decision: null }],
    ['d', { version: 2, decision: { decision: 'cancel' } }],
    ['e', move('gone')],
    ['f', move('other')],
    ['left', { version: 1, decision: { decision: 'cancel' } }],
  ])
  expect(decisionsFor(met, choices, [slot('s1'), slot('other', 'certificate')])).toEqual({
    decided: [
      { reservationId: 'a', version: 1, decision: 'keep' },
      { reservationId: 'b', version: 1, decision: 'move', toSlots: ['s1'] },
    ],
    undecided: ['c'],
    placeGone: ['e', 'f'],
  })
})

it('who holds two slots goes to two', () => {
  const [one] = met.map((it) => ({ ...it, slots: 2 }))
  const choices = (toSlots: string[]) => new Map([['a', move(...toSlots)]])
  const slots = [slot('s1'), slot('s2')]
  expect(decisionsFor([one!], choices(['s1']), slots).placeGone).toEqual(['a'])
  expect(decisionsFor([one!], choices(['s1', 's2']), slots).decided).toHaveLength(1)
})
