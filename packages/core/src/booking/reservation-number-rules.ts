/** 予約番号: seven digits and a check digit, `12345678`; shown as 1234-5678. Digits only: it is read out on the telephone. */
export type ReservationNumber = string & { readonly __brand: 'ReservationNumber' }

/** As many numbers as there are: n runs from 0 to one below. */
export const NUMBERS = 10_000_000

// Damm's quasigroup: catches every wrong digit and every swap of neighbours.
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const

const checkDigitOf = (digits: string) =>
  String([...digits].reduce((row, digit) => Number(DAMM[row]?.[Number(digit)]), 0))

/** The number with these seven digits (n below NUMBERS), and its check digit. */
export function reservationNumber(n: number): ReservationNumber {
  const digits = String(n % NUMBERS).padStart(7, '0')
  return (digits + checkDigitOf(digits)) as ReservationNumber
}

/** As people read it: 1234-5678. */
export const formatReservationNumber = (number: string): string => `${number.slice(0, 4)}-${number.slice(4)}`

/** Reads what was typed: full width, hyphens and spaces accepted. Null when it cannot be a reservation number. */
export function readReservationNumber(typed: string): ReservationNumber | null {
  const digits = typed.normalize('NFKC').replace(/[\s\p{Pd}\u2212\u30FC]/gu, '')
  if (!/^\d{8}$/.test(digits)) return null
  return checkDigitOf(digits.slice(0, 7)) === digits[7] ? (digits as ReservationNumber) : null
}
