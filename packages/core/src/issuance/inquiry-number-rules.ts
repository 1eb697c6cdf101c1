// Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_LENGTH = 11
const LENGTH = RANDOM_LENGTH + 1
const BETWEEN_GROUPS = /[\p{Pd}\p{Zs}\u2212\u30FC\u00AD\u200B-\u200D\u2060\uFEFF\t\r\n]/gu

/** 照会番号 without hyphens: eleven random characters (55 bits) and a check character (Luhn mod 32). */
export type InquiryNumber = string & { readonly __brand: 'InquiryNumber' }

export type InquiryNumberRefusal =
  | { ok: false; reason: 'inquiry-number-length'; typed: number }
  | { ok: false; reason: 'inquiry-number-letters'; letters: string }
  | { ok: false; reason: 'inquiry-number-check' }

/** A 照会番号 from random bytes (at least 7; the first 55 bits are used). */
export function inquiryNumberFrom(bytes: Uint8Array): InquiryNumber {
  if (bytes.length < 7) throw new Error('an inquiry number needs at least 7 random bytes')
  let bits = bytes.subarray(0, 7).reduce((all, byte) => (all << 8n) | BigInt(byte), 0n) >> 1n
  let random = ''
  for (let i = 0; i < RANDOM_LENGTH; i++, bits >>= 5n) random = LETTERS.charAt(Number(bits & 31n)) + random
  return (random + checkCharacterOf(random)) as InquiryNumber
}

/** As it is printed on the letter: 4-4-4. */
export const formatInquiryNumber = (number: InquiryNumber): string => number.replace(/(.{4})(?=.)/g, '$1-')

/**
 * Reads what a person typed: full width, lower case, any hyphen or space, I and L for 1, O for 0. A refusal says
 * what to look at: how many characters were typed, or which of them the number never has.
 */
export function readInquiryNumber(typed: string): { ok: true; value: InquiryNumber } | InquiryNumberRefusal {
  const characters = [...typed.normalize('NFKC').replace(BETWEEN_GROUPS, '').toUpperCase()]
  if (characters.length !== LENGTH)
    return { ok: false, reason: 'inquiry-number-length', typed: characters.length }

  const read = characters.map((it) => ({ I: '1', L: '1', O: '0' })[it] ?? it)
  const strangers = read.filter((it) => !LETTERS.includes(it))
  if (strangers.length > 0) {
    return { ok: false, reason: 'inquiry-number-letters', letters: [...new Set(strangers)].join('') }
  }

  const number = read.join('')
  const checks = checkCharacterOf(number.slice(0, RANDOM_LENGTH)) === number.at(-1)
  return checks ? { ok: true, value: number as InquiryNumber } : { ok: false, reason: 'inquiry-number-check' }
}

/** Luhn mod 32 catches every single wrong character, and every swap of neighbours but that of 0 and Z. */
function checkCharacterOf(random: string): string {
  const sum = [...random].reverse().reduce((total, letter, index) => {
    const weighted = LETTERS.indexOf(letter) * (index % 2 === 0 ? 2 : 1)
    return total + Math.floor(weighted / 32) + (weighted % 32)
  }, 0)
  return LETTERS.charAt((32 - (sum % 32)) % 32)
}
