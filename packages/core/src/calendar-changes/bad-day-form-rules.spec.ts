import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate, PlainTime } from '../calendar.ts'
import { type BadDayForm, readBadDay } from './bad-day-form-rules.ts'

const known = {
  today: '2026-11-24' as PlainDate,
  ...{ venues: ['hall', 'station'], lanes: ['card'], weekly: [], lastEnd: '20:00' as PlainTime },
  languages: ['ja', 'ja-easy', 'en'] as const,
}
const form: BadDayForm = {
  ...{ day: '2026-11-24', venues: ['hall'], fromTime: '', untilTime: '', cause: 'weather' },
  ...{ ja: '大雪のため', easy: '雪（ゆき）です', en: 'Heavy snow', answer: 'offer' },
  ...{ makeUpFrom: '2026-11-30', makeUpUntil: '2026-12-04', makeUpVenues: [], answerBy: '2026-11-27' },
}
const read = (over: Partial<BadDayForm> = {}) => readBadDay('id', { ...form, ...over }, known)
const wrong = (over: Partial<BadDayForm>) => {
  const answer = read(over)
  return answer.ok ? {} : answer.wrong
}

describe(`the form of a bad day ${req('2.H.1')}`, () => {
  it('today, all day, with places instead that are kept until the end of a day', () => {
    expect(read()).toEqual({
      ok: true,
      value: {
        exception: {
          ...{ id: 'id', kind: 'closure', from: '2026-11-24', until: '2026-11-24', venues: ['hall'] },
          reason: { ja: '大雪のため', 'ja-easy': '雪（ゆき）です', en: 'Heavy snow' },
        },
        ...{ cause: 'weather', answer: 'offer' },
        makeUp: { from: '2026-11-30', until: '2026-12-04' },
        answerBy: new Date('2026-11-28T00:00:00+09:00'),
      },
    })
  })

  it('some hours of a day, and venues to be received at instead', () => {
    const hours = { fromTime: '10:00', untilTime: '12:00', makeUpVenues: ['station'] }
    expect(read(hours)).toMatchObject({
      value: { exception: { hours: { from: '10:00', until: '12:00' } }, makeUp: { venues: ['station'] } },
    })
  })

  it('asks for no days where nobody is received instead, and for no answer where people are simply moved', () => {
    const none = { makeUpFrom: '', makeUpUntil: '', answerBy: '' }
    expect(read({ answer: 'cancel', ...none })).toMatchObject({ value: { makeUp: null, answerBy: null } })
    expect(read({ answer: 'move', answerBy: '' })).toMatchObject({ value: { answerBy: null } })
    expect(wrong(none)).toEqual({
      makeUpFrom: 'day-missing',
      makeUpUntil: 'day-missing',
      answerBy: 'day-missing',
    })
  })

  it.each([
    ['a day that is over', { day: '2026-11-23' }, { day: 'is-over' }],
    ['no cause', { cause: '' }, { cause: 'cause-missing' }],
    ['nothing to do', { answer: '' }, { answer: 'answer-missing' }],
    ['one time only', { fromTime: '10:00' }, { untilTime: 'time-missing' }],
    ['no reason', { en: '' }, { en: 'reason-missing' }],
    ['instead on the same day', { makeUpFrom: '2026-11-24' }, { makeUpFrom: 'make-up-over' }],
    ['backwards', { makeUpUntil: '2026-11-29' }, { makeUpUntil: 'ends-before-it-begins' }],
    ['too late to be near', { makeUpUntil: '2026-12-30' }, { makeUpUntil: 'make-up-too-far' }],
    ['an answer after the visit', { answerBy: '2026-11-30' }, { answerBy: 'answer-after-make-up' }],
    ['an answer before today', { answerBy: '2026-11-23' }, { answerBy: 'is-over' }],
    ['a venue there is not', { makeUpVenues: ['nowhere'] }, { makeUpVenues: 'no-such-place' }],
  ])('%s', (_, over, expected) => {
    expect(wrong(over)).toMatchObject(expected)
  })
})
