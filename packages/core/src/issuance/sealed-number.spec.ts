import { describe, expect, it } from 'vitest'
import { inquiryHmac } from './inquiry-hmac.ts'
import { openSealedNumber, sealNumber } from './sealed-number.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const other = Buffer.alloc(32, 8).toString('base64')
const number = '0123456789A7'

describe('a number sealed until its letter is printed', () => {
  const sealed = sealNumber(key, 'here', 'card-1', number)

  it('opens for its own card', () => {
    expect(openSealedNumber(key, 'here', 'card-1', sealed)).toBe(number)
  })

  it.each([
    ['another key', other, 'here', 'card-1'],
    ['another municipality', key, 'elsewhere', 'card-1'],
    ['another card', key, 'here', 'card-2'],
  ])('stays shut with %s', (_what, withKey, tenant, card) => {
    expect(() => openSealedNumber(withKey, tenant, card, sealed)).toThrow()
  })

  it('stays shut when a byte was changed', () => {
    const broken = Buffer.from(sealed)
    broken.writeUInt8((broken.at(-1) ?? 0) ^ 1, broken.length - 1)
    expect(() => openSealedNumber(key, 'here', 'card-1', broken)).toThrow()
  })

  it('looks different each time', () => {
    expect(sealNumber(key, 'here', 'card-1', number).equals(sealed)).toBe(false)
  })

  it('asks for a key of 32 bytes', () => {
    expect(() => sealNumber('short', 'here', 'card-1', number)).toThrow('32 bytes')
  })
})

describe('what is stored of a number', () => {
  it('is the same for the same number and municipality, and for nothing else', () => {
    const stored = inquiryHmac('pepper', 'here', number)
    expect(stored).toHaveLength(32)
    expect(inquiryHmac('pepper', 'here', number).equals(stored)).toBe(true)
    expect(inquiryHmac('pepper', 'elsewhere', number).equals(stored)).toBe(false)
    expect(inquiryHmac('other pepper', 'here', number).equals(stored)).toBe(false)
  })
})
