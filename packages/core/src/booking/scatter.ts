import { createHmac } from 'node:crypto'
import { NUMBERS } from './reservation-number-rules.ts'

const HALF = 12
const MASK = (1 << HALF) - 1
const ROUNDS = 4

/**
 * Scatters a counter one-to-one over all reservation numbers, by a key: whoever has a number of their own cannot tell which
 * others are live. A Feistel network over 24 bits, walked until it lands below NUMBERS; the same for every copy of a program.
 */
export function scatter(key: string, tenantId: string, n: number): number {
  const round = (index: number, half: number) =>
    createHmac('sha256', key).update(`reservation|${tenantId}|${index}|${half}`).digest().readUInt16BE() &
    MASK

  for (let value = n % NUMBERS; ; ) {
    let [left, right] = [value >> HALF, value & MASK]
    for (let index = 0; index < ROUNDS; index++) [left, right] = [right, left ^ round(index, right)]
    value = (left << HALF) | right
    if (value < NUMBERS) return value
  }
}
