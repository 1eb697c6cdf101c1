import { setTimeout as wait } from 'node:timers/promises'

/** Lost to a neighbour's lock or a serialisation conflict: nothing was written, the same again may succeed. */
const CONFLICT = new Set(['40001', '40P01'])
const LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  '57P01', // terminated by an administrator, or by a shutdown
  '57P02', // a neighbour has crashed
  '57P03', // starting up
])

// A failover takes down many connections at once, and the driver reports each of them once more on its first use
// afterwards: a lost connection is worth more patience than a conflict (about a second in all).
const ATTEMPTS = { conflict: 3, lost: 6 }

const codeOf = (defect: unknown) =>
  typeof defect === 'object' && defect !== null && 'code' in defect ? String(defect.code) : ''

const kindOf = (code: string) =>
  CONFLICT.has(code) ? 'conflict' : LOST.has(code) || code.startsWith('08') ? 'lost' : null

/**
 * Runs `work`, and again after a conflict (3 times in all). After a broken connection nobody knows whether it was
 * committed: again (6 times in all) only where `evenIfLost` says so, because the work is idempotent by its requestId
 * (ARCHITECTURE §7) or has not begun.
 */
export async function repeatable<T>(
  work: () => Promise<T>,
  { evenIfLost = () => false }: { evenIfLost?: () => boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (defect) {
      const kind = kindOf(codeOf(defect))
      if (!kind || attempt >= ATTEMPTS[kind] || (kind === 'lost' && !evenIfLost())) throw defect
      await wait(attempt * 40 + Math.random() * attempt * 20)
    }
  }
}
