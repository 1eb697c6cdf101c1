/** Postgres cannot be reached, is starting, stopping, or has no connection left: say 503, not 500. */
export function databaseIsAway(defect: unknown): boolean {
  if (typeof defect !== 'object' || defect === null || !('code' in defect)) return false
  return AWAY.test(String(defect.code))
}

const AWAY = /^(08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_\w+)$/
