import { expect, it } from 'vitest'
import { maskedMail, maskedTelephone } from './masked.ts'

it.each([
  ['hanako@example.jp', 'ha…@example.jp'],
  ['h@example.jp', 'h…@example.jp'],
])('the address %s is shown as %s', (mail, shown) => {
  expect(maskedMail(mail)).toBe(shown)
})

it('of a telephone number its last four digits are shown', () => {
  expect(maskedTelephone('0480001234')).toBe('…1234')
})
