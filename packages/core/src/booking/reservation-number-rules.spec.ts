import { describe, expect, it } from 'vitest'
import {
  formatReservationNumber,
  readReservationNumber,
  reservationNumber,
} from './reservation-number-rules.ts'

describe('a reservation number', () => {
  it('is eight digits, never given twice', () => {
    const given = Array.from({ length: 20_000 }, (_, n) => reservationNumber(n + 1))
    expect(new Set(given).size).toBe(20_000)
    expect(given.every((number) => /^\d{8}$/.test(number))).toBe(true)
  })

  it('is read as people type it', () => {
    const number = reservationNumber(42)
    const shown = formatReservationNumber(number)
    expect(readReservationNumber(shown)).toBe(number)
    expect(readReservationNumber(` ${shown.replace('-', '－')} `)).toBe(number)
    expect(
      readReservationNumber([...number].map((d) => String.fromCharCode(0xff10 + Number(d))).join('')),
    ).toBe(number)
  })

  it('catches every single wrong digit and every swap of neighbours', () => {
    for (const n of [1, 42, 77_777, 9_999_999]) {
      const number = reservationNumber(n)
      for (let i = 0; i < 8; i++) {
        for (let d = 0; d < 10; d++) {
          const wrong = number.slice(0, i) + d + number.slice(i + 1)
          if (wrong !== number) expect(readReservationNumber(wrong)).toBeNull()
        }
        const swapped = number.slice(0, i) + (number[i + 1] ?? '') + number[i] + number.slice(i + 2)
        if (i < 7 && swapped !== number) expect(readReservationNumber(swapped)).toBeNull()
      }
    }
  })

  it.each(['', '1234567', '123456789', '1234-567a', '１２３'])('refuses %j', (typed) => {
    expect(readReservationNumber(typed)).toBeNull()
  })
})
