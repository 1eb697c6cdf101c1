type Digit = { at: number; value: number }
type Group = { digits: Digit[]; separator: string }

const SEPARATOR = /[\p{Pd}\p{Zs}\u2212\u30FC\uFF70]/u
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/

/**
 * True when the text holds a run of exactly twelve digits (half or full width; also written 4-4-4 with single
 * spaces or hyphens) whose check digit is that of a 個人番号. One random run in ten passes: say so to the person,
 * and keep our own identifiers away from twelve digits. A 申請書ID (23 digits, also in groups) never trips it.
 */
export const looksLikeMyNumber = (text: string): boolean => myNumbersIn(text).length > 0

/** The same text with every digit that belongs to such a number replaced by `*`. For logs, details and kept rows. */
export function maskMyNumbers(text: string): string {
  const hidden = new Set(myNumbersIn(text).flatMap((digits) => digits.map((it) => it.at)))
  if (hidden.size === 0) return text
  return [...text].map((character, at) => (hidden.has(at) ? '*' : character)).join('')
}

/** The check digit of the eleven digits before it: 番号法施行令 第8条, 総務省令 第5条. */
export function myNumberCheckDigit(eleven: readonly number[]): number {
  const sum = eleven.reduce((total, digit, index) => {
    const n = 11 - index // counted from the digit next to the check digit
    return total + digit * (n <= 6 ? n + 1 : n - 5)
  }, 0)
  return sum % 11 <= 1 ? 0 : 11 - (sum % 11)
}

function myNumbersIn(text: string): Digit[][] {
  if (text.length < 12) return []
  return chainsOf(text)
    .filter((chain) => !isApplicationId(chain))
    .flatMap((chain) => chain.flatMap((_, from) => twelveFrom(chain, from)))
    .filter((digits) => {
      const values = digits.map((it) => it.value)
      return myNumberCheckDigit(values.slice(0, 11)) === values[11]
    })
}

/** Groups of digits that single separators join, in the order of the text. */
function chainsOf(text: string): Group[][] {
  const chains: Group[][] = []
  let between: string | null = null // what stands between this digit and the one before; null: no chain to go on with

  for (const [at, character] of [...text].entries()) {
    const value = digitOf(character)
    if (value !== null) {
      const chain = chains.at(-1)
      if (between === null || !chain) chains.push([{ digits: [{ at, value }], separator: '' }])
      else if (between === '') chain.at(-1)?.digits.push({ at, value })
      else chain.push({ digits: [{ at, value }], separator: between })
      between = ''
    } else if (!INVISIBLE.test(character)) {
      between = between === '' && SEPARATOR.test(character) ? character : null
    }
  }
  return chains
}

/** Twelve digits from here, in one group or in groups of four and eight; none when they do not come out at twelve. */
function twelveFrom(chain: Group[], from: number): Digit[][] {
  const digits: Digit[] = []
  for (const group of chain.slice(from)) {
    if (group.digits.length % 4 !== 0) return []
    digits.push(...group.digits)
    if (digits.length === 12) return [digits]
    if (digits.length > 12) return []
  }
  return []
}

/** Printed 4-4-4-4-4-3, a 申請書ID would otherwise show four windows of twelve digits. */
function isApplicationId(chain: Group[]): boolean {
  const separators = new Set(chain.slice(1).map((it) => it.separator))
  return separators.size === 1 && chain.map((it) => it.digits.length).join() === '4,4,4,4,4,3'
}

function digitOf(character: string): number | null {
  if (character >= '0' && character <= '9') return Number(character)
  const wide = character.charCodeAt(0) - 0xff10
  return wide >= 0 && wide <= 9 ? wide : null
}
