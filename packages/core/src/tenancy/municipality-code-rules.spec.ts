import { describe, expect, it } from 'vitest'
import { checkDigitOf, hasCheckDigit } from './municipality-code-rules.ts'

describe('団体コード', () => {
  it.each(['010006', '011002', '112194', '332038', '999997'])('%s carries its check digit', (code) => {
    expect(hasCheckDigit(code)).toBe(true)
  })

  it.each(['112195', '121194', '11219', '1121944', '１１２１９４', ''])('%s does not', (code) => {
    expect(hasCheckDigit(code)).toBe(false)
  })

  it('is 4 for 上尾市', () => expect(checkDigitOf('11219')).toBe(4))
})
