import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { contactFor } from './contact-rules.ts'

const left = { mail: null, formerMail: null, telephone: '09000000000', bookedBy: 'web' }
const on = { sms: true }
const to = (over: object, city = on, kind = 'reservation.booked') =>
  contactFor(kind, { ...left, ...over }, city)
const bySms = { channel: 'sms', recipient: '09000000000' }

describe(`whoever booked on the web and left a mobile number alone ${req('2.E.1')}`, () => {
  it('is told by SMS where the municipality sends them, and not elsewhere', () => {
    expect(to({})).toEqual(bySms)
    expect(to({}, { sms: false })).toBeNull()
  })

  it('is told by mail once there is an address', () => {
    expect(to({ mail: 'hanako@example.jp' })).toEqual({ channel: 'mail', recipient: 'hanako@example.jp' })
  })
})

describe('no SMS goes', () => {
  it.each([['0480000000'], ['0312345678'], ['05012345678'], ['0120000000'], ['090'], [null]])(
    'to %s',
    (telephone) => {
      expect(to({ telephone })).toBeNull()
    },
  )

  it('to whoever rang up or stood at the counter', () => {
    expect([to({ bookedBy: 'telephone' }), to({ bookedBy: 'counter' })]).toEqual([null, null])
  })

  it('about an address that was left behind: that goes to the address', () => {
    expect(to({}, on, 'reservation.contact_left')).toBeNull()
    expect(to({ formerMail: 'old@example.jp' }, on, 'reservation.contact_left')).toEqual({
      channel: 'mail',
      recipient: 'old@example.jp',
    })
  })
})

it('a number as the world writes it is the same', () => {
  expect(to({ telephone: '+819000000000' })).toEqual({ channel: 'sms', recipient: '+819000000000' })
})
