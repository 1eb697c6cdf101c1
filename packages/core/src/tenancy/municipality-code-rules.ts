const WEIGHTS = [6, 5, 4, 3, 2] as const

/** The sixth digit of a 団体コード (全国地方公共団体コード, 総務省): (11 − (6a+5b+4c+3d+2e) mod 11) mod 10. */
export const checkDigitOf = (fiveDigits: string): number => {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(fiveDigits[place]), 0)
  return (11 - (sum % 11)) % 10
}

/** True for six digits whose last one is the check digit of the first five. */
export const hasCheckDigit = (code: string): boolean =>
  /^\d{6}$/.test(code) && checkDigitOf(code.slice(0, 5)) === Number(code[5])
