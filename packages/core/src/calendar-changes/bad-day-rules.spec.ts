import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { affectedCounts, decideForAll, mayUndo } from './bad-day-rules.ts'

const place = { toSlots: ['slot'] }

describe(`one decision for everybody whom a bad day meets ${req('2.H.1')}`, () => {
  const hits = [
    { id: 'a', version: 1, proposals: [place] },
    { id: 'b', version: 3, proposals: [] },
  ]

  it.each([
    ['offer', { decision: 'offer', toSlots: ['slot'] }],
    ['move', { decision: 'move', toSlots: ['slot'] }],
    ['cancel', { decision: 'cancel' }],
  ] as const)('%s: whoever has no place to go to is called off', (answer, decision) => {
    expect([...decideForAll(hits, answer)]).toEqual([
      ['a', { version: 1, decision }],
      ['b', { version: 3, decision: { decision: 'cancel' } }],
    ])
  })
})

describe(`who is met, in numbers ${req('2.H.1')}`, () => {
  const hit = {
    ...{ venue: 'hall', procedures: ['P01'], language: 'ja' as const, channel: 'web' },
    ...{ mail: true, telephone: false },
  }

  it('by venue, procedure, language and channel, and how each is reached; the most first', () => {
    const counts = affectedCounts([
      hit,
      { ...hit, mail: false, telephone: true, channel: 'telephone' },
      { ...hit, venue: 'station', procedures: ['P01', 'P09'], language: 'en', mail: false },
    ])
    expect(counts).toEqual({
      venue: [
        { of: 'hall', count: 2 },
        { of: 'station', count: 1 },
      ],
      procedure: [
        { of: 'P01', count: 3 },
        { of: 'P09', count: 1 },
      ],
      language: [
        { of: 'ja', count: 2 },
        { of: 'en', count: 1 },
      ],
      channel: [
        { of: 'web', count: 2 },
        { of: 'telephone', count: 1 },
      ],
      reached: [
        { of: 'mail', count: 1 },
        { of: 'none', count: 1 },
        { of: 'telephone', count: 1 },
      ],
    })
  })

  it('is empty when nobody is', () => {
    expect(affectedCounts([])).toEqual({ venue: [], procedure: [], language: [], channel: [], reached: [] })
  })
})

describe(`taking a bad day back ${req('2.H.1')}`, () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 0, minute))
  const waiting = { notBefore: at(5), begunAt: null, undoneAt: null }

  it.each([
    ['while it waits', waiting, 4, true],
    ['not once its time has come', waiting, 5, false],
    ['not once the jobs have begun', { ...waiting, begunAt: at(5) }, 4, false],
    ['not twice', { ...waiting, undoneAt: at(1) }, 4, false],
    ['not what never waited', { ...waiting, notBefore: null }, 0, false],
  ])('%s', (_, act, minute, may) => {
    expect(mayUndo(act, at(minute))).toBe(may)
  })
})
