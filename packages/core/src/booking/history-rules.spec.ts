import { describe, expect, it } from 'vitest'
import { historyOf, lastChangeIn, standingMove } from './history-rules.ts'

const at = (day: number) => new Date(Date.UTC(2026, 11, day))
const booked = { venueId: 'hall', startsAt: at(20), bookedAt: at(1), cancelledAt: null }
const told = (...asked: Parameters<typeof historyOf>) =>
  historyOf(...asked).map(
    (it) => `${it.at.getUTCDate()}日 ${it.act} ${it.venueId} ${it.startsAt.getUTCDate()}日`,
  )

describe('the history of a reservation', () => {
  it('begins with the booking', () => {
    expect(told(booked, [])).toEqual(['1日 booked hall 20日'])
  })

  it('keeps a change that a cancellation followed at once, and for when it was booked at first', () => {
    const changes = [
      { at: at(2), fromVenueId: 'branch', fromStartsAt: at(10), toVenueId: 'branch', toStartsAt: at(15) },
      { at: at(3), fromVenueId: 'branch', fromStartsAt: at(15), toVenueId: 'hall', toStartsAt: at(20) },
    ].map((it) => ({ ...it, madeBy: 'resident' as const }))
    expect(told({ ...booked, cancelledAt: at(3) }, changes)).toEqual([
      '1日 booked branch 10日',
      '2日 changed branch 15日',
      '3日 changed hall 20日',
      '3日 cancelled hall 20日',
    ])
  })

  it('says whether the resident changed it or the office moved it', () => {
    const move = {
      at: at(2),
      fromVenueId: 'hall',
      fromStartsAt: at(10),
      toVenueId: 'hall',
      toStartsAt: at(20),
    }
    expect(told(booked, [{ ...move, madeBy: 'office' }])).toEqual([
      '1日 booked hall 10日',
      '2日 moved hall 20日',
    ])
  })
})

describe('what the resident corrected', () => {
  const move = { fromVenueId: 'hall', fromStartsAt: at(10), toVenueId: 'hall', toStartsAt: at(20) }
  const changes = [{ ...move, at: at(4), madeBy: 'resident' as const }]

  it('stands in its turn, for when the reservation stood then', () => {
    const corrections = [
      { act: 'contact' as const, at: at(2) },
      { act: 'who' as const, at: at(5) },
    ]
    expect(told({ ...booked, cancelledAt: at(6) }, changes, corrections)).toEqual([
      '1日 booked hall 10日',
      '2日 contact hall 10日',
      '4日 changed hall 20日',
      '5日 who hall 20日',
      '6日 cancelled hall 20日',
    ])
  })

  it('hides no change of time or venue', () => {
    const history = historyOf(booked, changes, [{ act: 'contact', at: at(3) }])
    expect(lastChangeIn(history)).toBe('time')
  })
})

describe('the office’s move by which a reservation stands', () => {
  const [hall, branch] = ['hall', 'branch'] as const
  const reason = { ja: '設備の点検', en: 'Maintenance' }
  const move = { fromVenueId: hall, fromStartsAt: at(10), toVenueId: hall, toStartsAt: at(20) }
  const moved = { ...move, at: at(4), madeBy: 'office' as const, reason }
  const again = { ...move, fromStartsAt: at(20), toVenueId: branch, at: at(5), madeBy: 'resident' as const }

  it('says from when and where, and why, whatever its owner corrected since', () => {
    const corrections = [{ act: 'contact' as const, at: at(6) }]
    expect(standingMove(historyOf(booked, [moved], corrections))).toMatchObject({
      before: { venueId: hall, startsAt: at(10) },
      what: 'time',
      reason,
    })
  })

  it('is none once its owner chose another time, nor where the office changed what they asked for', () => {
    expect(standingMove(historyOf(booked, [moved, again]))).toBeNull()
    expect(standingMove(historyOf(booked, [{ ...moved, reason: null }]))).toBeNull()
    expect(standingMove(historyOf(booked, []))).toBeNull()
  })
})

describe('the last change', () => {
  const [early, late] = [new Date('2026-12-08T09:00+09:00'), new Date('2026-12-08T15:39+09:00')]
  const entry = (act: 'booked' | 'changed' | 'cancelled', venueId: string, startsAt: Date) => ({
    act,
    at: early,
    venueId,
    startsAt,
  })
  it.each([
    ['hall', late, 'time'],
    ['branch', early, 'venue'],
    ['branch', late, 'both'],
  ])('to %s at %s is one of the %s', (venueId, startsAt, what) => {
    const history = [entry('booked', 'hall', early), entry('changed', venueId, startsAt)]
    expect(lastChangeIn(history)).toBe(what)
    expect(lastChangeIn([...history, entry('cancelled', venueId, startsAt)])).toBe(what)
  })
  it('is none of a booking that stands as it was made', () => {
    expect(lastChangeIn([entry('booked', 'hall', early)])).toBeNull()
  })
})
