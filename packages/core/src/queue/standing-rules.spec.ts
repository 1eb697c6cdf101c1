import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { aheadOf, callsOf, type Standing, waitOf } from './standing-rules.ts'

const at = (time: string) => new Date(`2026-04-10T${time}:00+09:00`)
const ticket = (id: string, state: string, over: Partial<Standing> = {}): Standing => ({
  ...{ id, state, laneId: 'pickup', counter: null, calledAt: null, servingAt: null, finishedAt: null },
  ...over,
})
const done = (id: string, from: string, until: string) =>
  ticket(id, 'done', { calledAt: at(from), finishedAt: at(until), counter: '1' })

describe('the queue of a group', () => {
  const tickets = [
    ticket('served', 'serving', { calledAt: at('10:00') }),
    ticket('called', 'called', { calledAt: at('10:05') }),
    ticket('first', 'waiting'),
    ticket('other', 'waiting', { laneId: 'certificate' }),
    ticket('second', 'waiting'),
    ticket('away', 'skipped'),
  ]

  it(`counts who waits before one, of the same group only ${req('2.G.4')}`, () => {
    expect(['first', 'second', 'called', 'away', 'unknown'].map((id) => aheadOf(tickets, id))).toEqual([
      0,
      1,
      null,
      null,
      null,
    ])
  })

  it('has the newest call first', () => {
    expect(callsOf(tickets).map((it) => it.id)).toEqual(['called', 'served'])
  })

  it('says how long only from services of its own that have ended', () => {
    const ended = [1, 2, 3, 4, 5].map((n) => done(`d${n}`, `10:${10 + n}`, `10:${20 + n}`))
    const now = at('10:30')
    expect(waitOf([...tickets, ...ended], 'pickup', now)).toEqual({
      waiting: 2,
      range: { from: 20, until: 30 },
    })
    expect(waitOf([...tickets, ...ended], 'certificate', now)).toEqual({ waiting: 1, range: null })
  })
})
