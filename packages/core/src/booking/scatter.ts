import { createCipheriv, createHmac } from 'node:crypto'
import { NUMBERS } from './reservation-number-rules.ts'

const HALF = 12
const MASK = (1 << HALF) - 1
const ROUNDS = 4

/**
 * Scatters a counter one-to-one over all reservation numbers, by a key: whoever has a number of their own cannot tell which
 * others are live. A Feistel network over 24 bits, walked until it lands below NUMBERS; the same for every copy of a program.
 */
export function openScatter(key: string, tenantId: string): (n: number) => number {
  const rounds = roundsOf(key, tenantId)

  return (n) => {
    for (let value = n % NUMBERS; ; ) {
      let [left, right] = [value >> HALF, value & MASK]
      for (let index = 0; index < ROUNDS; index++) {
        const scattered = rounds.readUInt16LE(2 * ((index << HALF) | right)) & MASK
        ;[left, right] = [right, left ^ scattered]
      }
      value = (left << HALF) | right
      if (value < NUMBERS) return value
    }
  }
}

/**
 * All the round functions, written out: 16,384 values of two bytes, which nobody without the key can tell from random ones.
 * They are a key stream of AES, whose key an HMAC makes for this municipality: made in the time of ten HMACs, of which each
 * number took seven.
 */
function roundsOf(key: string, tenantId: string): Buffer {
  const own = createHmac('sha256', key).update(`reservation|${tenantId}`).digest()
  return createCipheriv('aes-256-ctr', own, Buffer.alloc(16)).update(Buffer.alloc(ROUNDS << (HALF + 1)))
}
