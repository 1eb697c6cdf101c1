import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { type Candidate, proposeMoves, type ToMove } from './proposal-rules.ts'

const at = (text: string) => new Date(`2026-${text}:00+09:00`)
const slot = (when: string, over: Partial<Candidate> = {}): Candidate => ({
  ...{
    id: `${over.venue ?? 'hall'} ${when}`,
    venue: 'hall',
    lane: 'card',
    startsAt: at(when),
    minutes: 30,
    free: 1,
  },
  ...over,
})
const receivedAt = (...codes: string[]) => new Map<string, Date | null>(codes.map((it) => [it, null]))
const visit = (id: string, when: string, over: Partial<ToMove> = {}): ToMove => ({
  ...{
    id,
    venue: 'hall',
    lane: 'card',
    startsAt: at(when),
    places: 1,
    slots: 1,
    venues: receivedAt('hall', 'station'),
  },
  ...over,
})
const proposed = (visits: ToMove[], slots: Candidate[]) =>
  Object.fromEntries(
    [...proposeMoves(visits, slots, ['hall', 'station'])].map(([id, list]) => [
      id,
      list.map((it) => it.toSlots.join('+')),
    ]),
  )

describe(`the nearest free place of a reservation that has to move ${req('2.A.6')}`, () => {
  it.each([
    ['on the same day, when only some hours are closed', ['12-01T15:00', '12-02T10:00'], '12-01T15:00'],
    ['the next day at the same time', ['12-02T09:00', '12-02T10:00', '12-03T10:00'], '12-02T10:00'],
    ['the day before, when nothing is free the next', ['11-30T16:00', '12-03T10:00'], '11-30T16:00'],
    ['later rather than earlier, when both are as far', ['11-30T10:00', '12-02T16:00'], '12-02T16:00'],
    ['the later of two times that are as far', ['12-02T09:30', '12-02T10:30'], '12-02T10:30'],
    ['just before midnight is the day it is in Tokyo', ['12-02T08:00', '12-03T00:30'], '12-02T08:00'],
  ])('%s', (_, free, expected) => {
    expect(
      proposed(
        [visit('a', '12-01T10:00')],
        free.map((it) => slot(it)),
      ),
    ).toEqual({ a: [`hall ${expected}`] })
  })

  it('is no place that another of them is given, and no full one; who comes first chooses first', () => {
    const slots = [slot('12-02T10:00', { free: 2 }), slot('12-02T10:30', { free: 0 }), slot('12-02T11:00')]
    const visits = [
      visit('c', '12-01T10:30'),
      visit('a', '12-01T10:00'),
      visit('b', '12-01T10:00'),
      visit('d', '12-01T11:00'),
    ]
    expect(proposed(visits, slots)).toEqual({
      a: ['hall 12-02T10:00'],
      b: ['hall 12-02T10:00'],
      c: ['hall 12-02T11:00'],
      d: [],
    })
  })

  it('is of its own lane, and has room for everybody in it', () => {
    const slots = [
      slot('12-02T10:00', { lane: 'other' }),
      slot('12-02T11:00'),
      slot('12-03T10:00', { free: 2 }),
    ]
    expect(proposed([visit('a', '12-01T10:00', { places: 2 })], slots)).toEqual({ a: ['hall 12-03T10:00'] })
  })

  it('is as many slots one after the other as it has now', () => {
    const slots = [slot('12-02T10:00'), slot('12-02T11:00'), slot('12-02T14:00'), slot('12-02T14:30')]
    expect(proposed([visit('a', '12-01T10:00', { slots: 2 })], slots)).toEqual({
      a: ['hall 12-02T14:00+hall 12-02T14:30'],
    })
  })

  it('is also said for the other venues that receive it, its own first', () => {
    const slots = [slot('12-01T10:00', { venue: 'station' }), slot('12-05T10:00')]
    const visits = [visit('a', '12-01T10:00'), visit('b', '12-01T10:00', { venues: receivedAt('hall') })]
    expect(proposed(visits, slots)).toEqual({ a: ['hall 12-05T10:00', 'station 12-01T10:00'], b: [] })
  })

  it('is at another venue only from when the card can be there', () => {
    const slots = ['12-01T10:00', '12-04T10:00'].map((it) => slot(it, { venue: 'station' }))
    const venues = new Map([['station', at('12-03T00:00')]])
    expect(proposed([visit('a', '12-01T10:00', { venues })], slots)).toEqual({ a: ['station 12-04T10:00'] })
  })

  it('is not looked for farther away than five weeks', () => {
    expect(proposed([visit('a', '10-01T10:00')], [slot('11-05T10:00')])).toEqual({ a: ['hall 11-05T10:00'] })
    expect(proposed([visit('a', '10-01T10:00')], [slot('11-06T10:00')])).toEqual({ a: [] })
  })
})
