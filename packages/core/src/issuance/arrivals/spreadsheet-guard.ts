/**
 * Where a reader may see the beginning of a cell: at its start, and behind what separates cells for readers that take
 * ours apart at semicolons, tabs or line ends. What begins a formula there, also behind blanks, must not.
 */
const START = '(?<=^|[;\\p{Cc}])'
const FORMULA = "'*\\p{Zs}*[=+\\-@＝＋－＠|%]"
const RISKY = new RegExp(`${START}(?=${FORMULA})|^(?='*\\p{Cc})`, 'gu')
const GUARDED = new RegExp(`${START}'(?=${FORMULA})|^'(?='*\\p{Cc})`, 'gu')
/** Numbers that a spreadsheet would round (more than 11 digits) or strip of their leading zeros. */
const FRAGILE = /^'*(\d{12,}|0\d+)$/

/**
 * A cell that a spreadsheet shows as it is: an apostrophe keeps it from running a formula that somebody hid in a name,
 * and from turning a 申請書ID into 8.6E+22. Apostrophes that stood there already get one more, so that it can be undone.
 */
export const guarded = (text: string): string => (FRAGILE.test(text) ? `'${text}` : text.replace(RISKY, "'"))

/** A cell of a file that we have guarded, as it was before. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && FRAGILE.test(cell) ? cell.slice(1) : cell.replace(GUARDED, '')

/** A cell of somebody else's file. Only of a number is the apostrophe known to be no letter of it. */
export const unguardedNumber = (cell: string): string =>
  /^'(\d{12,}|0\d+)$/.test(cell) ? cell.slice(1) : cell
