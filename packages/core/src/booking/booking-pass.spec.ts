import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { isBookingPass, mintBookingPass } from './booking-pass.ts'

const KEY = 'a signing key of a test and of nothing else'
const now = new Date('2026-11-24T10:00:00+09:00')
const until = new Date(now.getTime() + 60_000)
const form = { tenantId: 'here', requestId: 'r1' }
const pass = mintBookingPass(KEY, form, until)

describe(`a pass for a form ${req('2.D.2')}`, () => {
  it('opens that form until its time is over', () => {
    expect(isBookingPass(KEY, form, pass, now)).toBe(true)
    expect(isBookingPass(KEY, form, pass, until)).toBe(false)
  })

  it('opens no other form, none of another municipality, and none when its time was changed', () => {
    expect(isBookingPass(KEY, { ...form, requestId: 'r2' }, pass, now)).toBe(false)
    expect(isBookingPass(KEY, { ...form, tenantId: 'elsewhere' }, pass, now)).toBe(false)
    expect(isBookingPass(KEY, form, pass.replace(/^\d/, '9'), now)).toBe(false)
    expect(isBookingPass('another key', form, pass, now)).toBe(false)
  })

  it.each([null, '', '.', 'あ', `${until.getTime()}`, `${until.getTime()}.`, 'NaN.NaN'])(
    'is not %j',
    (it) => {
      expect(isBookingPass(KEY, form, it, now)).toBe(false)
    },
  )
})
