/**
 * Postgres cannot be reached, is starting, stopping, has no connection left, or gave a statement up for its time or for
 * somebody else's lock: say 503 and when to come again, not 500.
 */
export function databaseIsAway(defect: unknown): boolean {
  if (typeof defect !== 'object' || defect === null || !('code' in defect)) return false
  return AWAY.test(String(defect.code))
}

const AWAY = /^(08...|57P0[1-3]|53300|57014|55P03|ECONNREFUSED|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_\w+)$/

/** What a 503 says to a program about when to come again, in seconds. */
export const RETRY_AFTER = { 'retry-after': '10' }
