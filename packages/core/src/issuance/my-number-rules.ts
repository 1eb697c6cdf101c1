type Digit = { at: number; value: number }
type Group = { digits: Digit[]; separator: string }

const SEPARATOR = /[\p{Pd}\p{Zs}\u2212\u30FC\uFF70._·•・．＿･/／]/u
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/
/** Where the digits 1 to 9 of each way of writing begin, and its 0. */
const DIGITS = [
  { way: 'plain', one: '1', zero: '0' },
  { way: 'plain', one: '１', zero: '０' },
  { way: 'circled', one: '①', zero: '⓪' },
  { way: 'circled', one: '❶', zero: '⓿' },
].map(({ way, one, zero }) => ({ way, one: one.charCodeAt(0), zero: zero.charCodeAt(0) }))

const KANJI = '〇一二三四五六七八九'

/**
 * True when the text holds a run of exactly twelve digits (of any script, circled or 漢数字; also written in
 * even groups, 6-6, 4-4-4, 3-3-3-3 or 2×6, with one or two spaces, hyphens, dots or the like between them) whose check
 * digit is that of a 個人番号. One random run in ten passes: say so to the person, and keep our own identifiers away from
 * twelve digits. A 申請書ID (23 digits, also in groups) never trips it.
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
    .flatMap(withoutApplicationIds)
    .flatMap((chain) => chain.flatMap((_, from) => twelveFrom(chain, from)))
    .filter((digits) => {
      const values = digits.map((it) => it.value)
      return myNumberCheckDigit(values.slice(0, 11)) === values[11]
    })
}

/** Groups of digits that one or two separators join, in the order of the text. */
function chainsOf(text: string): Group[][] {
  const chains: Group[][] = []
  let between: string | null = null // what stands between this digit and the one before; null: no chain to go on with
  let wayBefore = ''

  for (const [at, character] of [...text].entries()) {
    const digit = digitOf(character)
    if (digit !== null) {
      const { way, value } = digit
      const chain = chains.at(-1)
      // ①123… is an item and its number, not one number.
      if (between === null || !chain || way !== wayBefore) {
        chains.push([{ digits: [{ at, value }], separator: '' }])
      } else if (between === '') chain.at(-1)?.digits.push({ at, value })
      else chain.push({ digits: [{ at, value }], separator: between })
      between = ''
      wayBefore = way
    } else if (!INVISIBLE.test(character)) {
      between =
        between !== null && between.length < 2 && SEPARATOR.test(character) ? between + character : null
    }
  }
  return chains
}

/** Twelve digits from here, in one group or in even ones; none when they do not come out at twelve. */
function twelveFrom(chain: Group[], from: number): Digit[][] {
  const size = chain[from]?.digits.length ?? 0
  if (size % 4 !== 0) return twelveInSmallGroups(chain, from, size)
  const digits: Digit[] = []
  for (const group of chain.slice(from)) {
    if (group.digits.length % 4 !== 0) return []
    digits.push(...group.digits)
    if (digits.length === 12) return [digits]
    if (digits.length > 12) return []
  }
  return []
}

/** Six, three or two at a time. Twelve out of a longer row of such groups are none: that is some list of numbers. */
function twelveInSmallGroups(chain: Group[], from: number, size: number): Digit[][] {
  if (![2, 3, 6].includes(size)) return []
  const to = from + 12 / size
  const groups = chain.slice(from, to)
  const beside = [chain[from - 1], chain[to]]
  if (groups.length < 12 / size || groups.some((it) => it.digits.length !== size)) return []
  if (beside.some((it) => it?.digits.length === size)) return []
  // Pairs are also what dates and times are written in, but those change their separators.
  if (size === 2 && new Set(groups.slice(1).map((it) => it.separator)).size > 1) return []
  return [groups.flatMap((it) => it.digits)]
}

/** Printed 4-4-4-4-4-3, a 申請書ID would otherwise show four windows of twelve digits. What stands beside it is kept. */
function withoutApplicationIds(chain: Group[]): Group[][] {
  const from = chain.findIndex((_, at) => isApplicationId(chain.slice(at, at + 6)))
  if (from < 0) return [chain]
  return [chain.slice(0, from), ...withoutApplicationIds(chain.slice(from + 6))]
}

function isApplicationId(groups: Group[]): boolean {
  const separators = new Set(groups.slice(1).map((it) => it.separator))
  return separators.size === 1 && groups.map((it) => it.digits.length).join() === '4,4,4,4,4,3'
}

function digitOf(character: string): { way: string; value: number } | null {
  const code = character.charCodeAt(0)
  for (const { way, one, zero } of DIGITS) {
    if (code === zero) return { way, value: 0 }
    if (code >= one && code < one + 9) return { way, value: code - one + 1 }
  }
  const kanji = KANJI.indexOf(character)
  if (kanji >= 0) return { way: 'kanji', value: kanji }
  return /\p{Nd}/u.test(character) ? { way: 'other', value: digitIn(character) } : null
}

/** Decimal digits stand in order from their 0 on, in every script; mathematical ones are other forms of our own. */
function digitIn(character: string): number {
  const plain = character.normalize('NFKC')
  if (plain >= '0' && plain <= '9') return Number(plain)
  const code = character.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return value
}
