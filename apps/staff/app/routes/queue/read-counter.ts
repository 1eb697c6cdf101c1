/** A 窓口 as it was typed: half-width, at most eight characters; null when nothing was. */
export function readCounter(typed: unknown): string | null {
  const text = typeof typed === 'string' ? typed.normalize('NFKC').replace(/[\p{C}\s]+/gu, '') : ''
  return text.replace(/番(窓口)?$/, '').slice(0, 8) || null
}
