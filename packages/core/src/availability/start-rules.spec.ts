import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainTime } from '../calendar.ts'
import { startsOn } from './start-rules.ts'

const at = (text: string) => text as PlainTime
const period = (from: string, until: string, lastStart?: string) => ({
  from: at(from),
  until: at(until),
  ...(lastStart ? { lastStart: at(lastStart) } : {}),
})
const stop = (from: string, until: string) => ({ hours: { from: at(from), until: at(until) } })
const starts = (
  periods: ReturnType<typeof period>[],
  { minutes = 30, stops = [] as ReturnType<typeof stop>[] } = {},
) =>
  startsOn({ periods, minutes }, at('20:00'), stops).map(
    (it) => `${Math.floor(it / 60)}:${String(it % 60).padStart(2, '0')}`,
  )

describe('枠の始まり', () => {
  it('は、終わりが受付時間に収まるところまで', () => {
    expect(starts([period('09:00', '10:45')])).toEqual(['9:00', '9:30', '10:00'])
    expect(starts([period('09:00', '10:00'), period('13:00', '13:30')])).toEqual(['9:00', '9:30', '13:00'])
  })

  it('は、最後の受付が決まっていれば、そこまで', () => {
    const asLast = starts([period('09:00', '10:00', '09:45')], { minutes: 15 })
    expect(asLast).toEqual(['9:00', '9:15', '9:30', '9:45'])
  })

  it(`は、終わりが 20 時を過ぎないところまで ${req('2.A.3')}`, () => {
    expect(starts([period('18:30', '20:30')])).toEqual(['18:30', '19:00', '19:30'])
    expect(starts([period('19:00', '20:00', '19:45')])).toEqual(['19:00', '19:30'])
    expect(starts([period('20:00', '21:00')])).toEqual([])
  })

  it(`は、全国停止の時間に一分でも重なるものを除く。接しているものは残る ${req('2.A.3')}`, () => {
    const day = [period('09:00', '12:00')]
    expect(starts(day, { stops: [stop('10:00', '11:00')] })).toEqual(['9:00', '9:30', '11:00', '11:30'])
    expect(starts(day, { stops: [stop('10:01', '10:59')] })).toEqual(['9:00', '9:30', '11:00', '11:30'])
    const twice = [stop('09:00', '10:00'), stop('11:15', '12:00')]
    expect(starts(day, { stops: twice })).toEqual(['10:00', '10:30'])
  })
})
