/** Lost to a neighbour's lock or a serialisation conflict: nothing was written, the same again may succeed. */
const CONFLICT = new Set(['40001', '40P01'])
const LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
])

const codeOf = (defect: unknown) =>
  typeof defect === 'object' && defect !== null && 'code' in defect ? String(defect.code) : ''

const isLost = (code: string) => LOST.has(code) || code.startsWith('08')

/**
 * Runs `work`, and again (3 times in all) after a conflict; with `connectionLost` also after a broken connection, when
 * nobody knows whether it was committed: only for work that is idempotent by its requestId (ARCHITECTURE §7).
 */
export async function repeatable<T>(work: () => Promise<T>, { connectionLost = false } = {}): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (defect) {
      const code = codeOf(defect)
      const again = CONFLICT.has(code) || (connectionLost && isLost(code))
      if (!again || attempt === 3) throw defect
      await new Promise((done) =>
        setTimeout(done, attempt * 40 + Math.floor(attempt * 20 * (performance.now() % 1))),
      )
    }
  }
}
