import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate, PlainTime } from '../calendar.ts'
import { myNumberCheckDigit } from '../issuance/my-number-rules.ts'
import type { WeeklyHours } from '../tenancy/policy-rules.ts'
import { type ExceptionForm, type Known, readException } from './exception-form-rules.ts'

const time = (text: string) => text as PlainTime
const usual = (lane: string, venues: string[], capacity: number): WeeklyHours => ({
  ...{
    lane,
    venues,
    weekdays: [1],
    minutes: 30,
    capacity,
    channels: { web: capacity, telephone: 1, counter: 2 },
  },
  periods: [{ from: time('09:00'), until: time('17:00') }],
})
const known: Known = {
  today: '2026-11-23' as PlainDate,
  venues: ['hall', 'station'],
  lanes: ['card', 'certificate'],
  weekly: [usual('card', ['hall'], 4), usual('certificate', ['hall', 'station'], 2)],
  lastEnd: time('20:00'),
  languages: ['ja', 'ja-easy', 'en'],
}
const closure: ExceptionForm = {
  ...{ kind: 'closure', from: '2026-12-01', until: '', venues: [], lanes: [] },
  ...{ fromTime: '', untilTime: '', breakFrom: '', breakUntil: '', mode: '', capacity: '' },
  ...{ ja: '設備の点検', easy: '設備（せつび）の 点検（てんけん）', en: 'Maintenance' },
}
const opening: ExceptionForm = {
  ...closure,
  kind: 'opening',
  venues: ['hall'],
  fromTime: '9:00',
  untilTime: '12:00',
}
const read = (form: ExceptionForm, over: Partial<Known> = {}) =>
  readException('id', form, { ...known, ...over })
const reason = { ja: '設備の点検', 'ja-easy': '設備（せつび）の 点検（てんけん）', en: 'Maintenance' }

describe(`the form of a closure ${req('2.A.1')}`, () => {
  it('one day, everywhere, every lane', () => {
    const value = { id: 'id', kind: 'closure', from: '2026-12-01', until: '2026-12-01', reason }
    expect(read(closure)).toEqual({ ok: true, value })
  })

  it('some days, some places, as people type them', () => {
    const form = { ...closure, from: '２０２６/12/1', until: '2026/12/3', venues: ['hall'], lanes: ['card'] }
    const value = { from: '2026-12-01', until: '2026-12-03', venues: ['hall'], lanes: ['card'] }
    expect(read(form)).toMatchObject({ ok: true, value })
  })

  it('some hours of the day: both ends or neither', () => {
    const from10to12 = { ...closure, fromTime: '10:00', untilTime: '12:00' }
    expect(read(from10to12)).toMatchObject({ ok: true, value: { hours: { from: '10:00', until: '12:00' } } })
    expect(read({ ...from10to12, untilTime: '' })).toEqual({
      ok: false,
      wrong: { untilTime: 'time-missing' },
    })
    expect(read({ ...from10to12, untilTime: '9:00' })).toEqual({
      ok: false,
      wrong: { untilTime: 'hours-end-before-they-begin' },
    })
  })

  it('asks for the reason in the languages that the municipality offers', () => {
    const form = { ...closure, easy: '', en: '' }
    expect(read(form)).toEqual({ ok: false, wrong: { easy: 'reason-missing', en: 'reason-missing' } })
    expect(read(form, { languages: ['ja'] })).toMatchObject({ value: { reason: { ja: '設備の点検' } } })
  })

  const eleven = Array.from({ length: 11 }, (_, n) => n % 10)
  const myNumber = [...eleven, myNumberCheckDigit(eleven)].join('')
  it.each([
    [{ from: '' }, { from: 'day-missing' }],
    [{ from: '2026-02-30' }, { from: 'no-such-day' }],
    [{ from: '2026-11-22' }, { from: 'is-over' }],
    [{ until: 'x' }, { until: 'no-such-day' }],
    [{ until: '2026-11-30' }, { until: 'ends-before-it-begins' }],
    [{ until: '2027-01-01' }, { until: 'too-many-days' }],
    [{ venues: ['moon'] }, { venues: 'no-such-place' }],
    [{ lanes: ['moon'] }, { lanes: 'no-such-place' }],
    [{ ja: ' ' }, { ja: 'reason-missing' }],
    [{ en: 'x'.repeat(101) }, { en: 'reason-too-long' }],
    [{ ja: `番号 ${myNumber}` }, { ja: 'my-number-typed' }],
  ] as const)('%j: %j', (over, wrong) => {
    expect(read({ ...closure, ...over })).toEqual({ ok: false, wrong })
  })

  it('a month of 31 days is not too long, nor is today over', () => {
    expect(read({ ...closure, until: '2026-12-31' })).toMatchObject({ ok: true })
    expect(read({ ...closure, from: '2026-11-23' })).toMatchObject({ ok: true })
  })
})

describe(`the form of an opening ${req('2.A.1')}`, () => {
  it('takes length and places from the usual hours of every lane that works there', () => {
    const hours = (lane: string, capacity: number) => ({
      ...{ lane, periods: [{ from: '09:00', until: '12:00' }], minutes: 30, capacity },
      channels: { web: capacity, telephone: 1, counter: 2 },
    })
    expect(read(opening)).toMatchObject({
      value: { venues: ['hall'], hours: [hours('card', 4), hours('certificate', 2)] },
    })
  })

  it('shares other places out as the usual ones are, and leaves a break out', () => {
    const form = {
      ...opening,
      lanes: ['card'],
      untilTime: '17:00',
      breakFrom: '12:00',
      breakUntil: '13:00',
      capacity: '６',
    }
    expect(read(form)).toMatchObject({
      value: {
        hours: [
          {
            periods: [
              { from: '09:00', until: '12:00' },
              { from: '13:00', until: '17:00' },
            ],
            capacity: 6,
            channels: { web: 6, telephone: 2, counter: 3 },
          },
        ],
      },
    })
  })

  it(`receives people as usual, or as the form says; without booking no slot has to fit ${req('2.A.4')}`, () => {
    const free = { ...opening, lanes: ['card'], untilTime: '09:20', mode: 'no-booking' }
    expect(read(free)).toMatchObject({ value: { hours: [{ mode: 'no-booking', minutes: 30 }] } })
    const weekly = known.weekly.map((it) => ({ ...it, mode: 'booking-first' as const }))
    expect(read(opening, { weekly })).toMatchObject({
      value: { hours: [{ mode: 'booking-first' }, { mode: 'booking-first' }] },
    })
    expect(read(opening)).toMatchObject({ ok: true, value: { hours: [{}, {}] } })
  })

  it.each([
    [{ mode: 'free' }, { mode: 'no-such-mode' }],
    [{ venues: [] }, { venues: 'venue-missing' }],
    [{ venues: ['station'], lanes: ['card'] }, { lanes: 'no-usual-hours' }],
    [{ fromTime: '' }, { fromTime: 'time-missing' }],
    [{ untilTime: '' }, { untilTime: 'time-missing' }],
    [{ untilTime: '25:00' }, { untilTime: 'no-such-time' }],
    [{ untilTime: '08:00' }, { untilTime: 'hours-end-before-they-begin' }],
    [{ untilTime: '09:20' }, { untilTime: 'no-slot' }],
    [{ fromTime: '20:00', untilTime: '21:00' }, { untilTime: 'no-slot' }],
    [{ breakFrom: '10:00' }, { breakUntil: 'time-missing' }],
    [{ breakUntil: '10:00' }, { breakFrom: 'time-missing' }],
    [{ breakFrom: '10:00', breakUntil: '10:00' }, { breakUntil: 'hours-end-before-they-begin' }],
    [{ breakFrom: '09:00', breakUntil: '10:00' }, { breakFrom: 'break-outside' }],
    [{ capacity: '0' }, { capacity: 'no-such-capacity' }],
    [{ capacity: '501' }, { capacity: 'no-such-capacity' }],
    [{ capacity: 'x' }, { capacity: 'no-such-capacity' }],
  ] as const)('%j: %j', (over, wrong) => {
    expect(read({ ...opening, ...over })).toEqual({ ok: false, wrong })
  })
})
