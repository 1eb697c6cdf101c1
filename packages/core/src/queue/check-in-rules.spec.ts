import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { type Arriving, mayCheckIn } from './check-in-rules.ts'

const ten = new Date('2026-04-10T10:00:00+09:00')
const here = 'hall'
const arriving = (over: Partial<Arriving> = {}): Arriving => ({
  state: 'confirmed',
  venueId: 'hall',
  startsAt: ten,
  ...over,
})
const at = (time: string) => new Date(`2026-04-10T${time}+09:00`)

describe(`whoever shows the number of a reservation for 10:00, an hour before at the earliest ${req('2.G.1')}`, () => {
  it.each(['09:00:00', '10:00:00', '16:59:59'])('is checked in at %s', (time) => {
    expect(mayCheckIn(arriving(), here, at(time))).toEqual({ ok: true, value: true })
  })

  it.each([
    ['too-early', 'a second before', arriving(), '08:59:59'],
    ['other-day', 'on the day before', arriving({ startsAt: at('10:00:00') }), '2026-04-09'],
    ['wrong-venue', 'elsewhere', arriving({ venueId: 'branch' }), '10:00:00'],
    ['already-checked-in', 'when they were before', arriving({ state: 'called' }), '10:00:00'],
    ['over', 'when it was cancelled', arriving({ state: 'cancelled' }), '10:00:00'],
    ['not-found', 'while it is only held', arriving({ state: 'held' }), '10:00:00'],
    ['not-found', 'when there is none', null, '10:00:00'],
  ])('is told %s %s', (reason, _, reservation, time) => {
    const now = time.length > 8 ? new Date(`${time}T10:00:00+09:00`) : at(time)
    expect(mayCheckIn(reservation, here, now)).toEqual({ ok: false, reason })
  })
})
