const FORMULA = /^[=+\-@＝＋－＠\t\r\n|%]/
/** Numbers that a spreadsheet would round (more than 11 digits) or strip of their leading zeros. */
const FRAGILE = /^(\d{12,}|0\d+)$/

/**
 * A cell that a spreadsheet shows as it is: an apostrophe keeps it from running a formula that somebody hid in a name,
 * and from turning a 申請書ID into 8.6E+22.
 */
export const guarded = (text: string): string =>
  FORMULA.test(text) || FRAGILE.test(text) ? `'${text}` : text

/** A number without its apostrophe. Before anything else it is left alone: it may be the first letter of a name. */
export const unguarded = (cell: string): string =>
  cell.startsWith("'") && FRAGILE.test(cell.slice(1)) ? cell.slice(1) : cell
