import { describe, expect, it } from 'vitest'
import { addressHmac } from './address-hmac.ts'

const key = 'a signing key'
const same = (one: string, other: string) => addressHmac(key, one).equals(addressHmac(key, other))

describe('the key by which an address is counted', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7', '::ffff:192.0.2.7'],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0000:0000:0000:0009'],
    ['2001:db8::', '2001:db8:0:0:9::'],
    ['::1', '0:0:0:0:0:0:0:2'],
  ])('is the same for %s and %s', (one, other) => {
    expect(same(one, other)).toBe(true)
  })

  it.each([
    ['192.0.2.7', '192.0.2.8'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.8'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8:1::1', '2001:db8:2::1'],
    ['192.0.2.7', '::1'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(same(one, other)).toBe(false)
  })

  it('does not show the address, and is another under another key', () => {
    expect(addressHmac(key, '192.0.2.7')).toHaveLength(32)
    expect(addressHmac('another', '192.0.2.7').equals(addressHmac(key, '192.0.2.7'))).toBe(false)
  })
})
