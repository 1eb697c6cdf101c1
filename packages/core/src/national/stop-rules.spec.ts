import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { readStop, type StopForm, spanOn } from './stop-rules.ts'

const today = '2026-11-20' as PlainDate
const form: StopForm = {
  from: '2026-12-05',
  until: '',
  fromTime: '',
  untilTime: '',
  ja: '全国のシステムの点検のため、受け付けていません',
  easy: 'システムを 点検するため、受付は ありません',
  en: 'Closed while the national systems are maintained',
}
const wrong = (over: Partial<StopForm>) => {
  const read = readStop({ ...form, ...over }, today)
  return read.ok ? {} : read.wrong
}

describe(`全国停止日の登録 ${req('2.A.3')}`, () => {
  it('は、一日だけなら終わりの日を書かなくてよい', () => {
    expect(readStop(form, today)).toEqual({
      ok: true,
      value: {
        from: '2026-12-05',
        until: '2026-12-05',
        reason: { ja: form.ja, 'ja-easy': form.easy, en: form.en },
      },
    })
  })

  it('は、手で打った日付と時刻も読む', () => {
    const typed = { from: '２０２６/12/5', until: '2026/12/6', fromTime: '9:00', untilTime: '１２:30' }
    expect(readStop({ ...form, ...typed }, today)).toMatchObject({
      value: { from: '2026-12-05', until: '2026-12-06', hours: { from: '09:00', until: '12:30' } },
    })
  })

  it.each([
    [{ from: '' }, { from: 'day-missing' }],
    [{ from: '12/5' }, { from: 'no-such-day' }],
    [{ from: '2026-02-30' }, { from: 'no-such-day' }],
    [{ until: '2026-13-01' }, { until: 'no-such-day' }],
    [{ until: '2026-12-04' }, { until: 'ends-before-it-begins' }],
    [{ until: '2027-01-05' }, { until: 'too-many-days' }],
    [{ from: '2026-11-19' }, { from: 'is-over' }],
    [{ fromTime: '25:00' }, { fromTime: 'no-such-time' }],
    [{ fromTime: '09:00', untilTime: '9時' }, { untilTime: 'no-such-time' }],
    [{ fromTime: '09:00' }, { untilTime: 'both-hours-or-none' }],
    [{ untilTime: '09:00' }, { fromTime: 'both-hours-or-none' }],
    [{ fromTime: '12:00', untilTime: '12:00' }, { untilTime: 'hours-end-before-they-begin' }],
    [
      { ja: ' ', en: '' },
      { ja: 'reason-missing', en: 'reason-missing' },
    ],
    [{ easy: 'あ'.repeat(101) }, { easy: 'reason-too-long' }],
  ])('は、%j なら %j と言う', (over, said) => {
    expect(wrong(over)).toEqual(said)
  })

  it('は、今日まで続くものなら、まだできる', () => {
    expect(wrong({ from: '2026-11-19', until: '2026-11-20' })).toEqual({})
  })
})

it('全国停止の時間は、東京の時刻', () => {
  const day = '2026-12-05' as PlainDate
  expect(spanOn(day)).toEqual({
    from: new Date('2026-12-05T00:00:00+09:00'),
    until: new Date('2026-12-06T00:00:00+09:00'),
  })
  const hours = { from: '09:00', until: '12:30' } as never
  expect(spanOn(day, hours)).toEqual({
    from: new Date('2026-12-05T09:00:00+09:00'),
    until: new Date('2026-12-05T12:30:00+09:00'),
  })
})
