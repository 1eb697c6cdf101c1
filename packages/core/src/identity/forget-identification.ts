import type { Database } from '@madoguchi/db'
import { forgetFailures, forgetGuards, forgetLines, forgetProofs, forgetSessions } from './forget.sql.ts'

/**
 * Forgets what identification no longer needs (security.md §5, 3: counters live for a day). The count of failures at one
 * number lives longer: were it forgotten each night, four guesses a day would never meet the limit of a hundred. Answers
 * how many rows went.
 */
export const forgetIdentification = (
  db: Database,
  tenantId: string,
  now: Date,
): Promise<{ failures: number; guards: number; sessions: number; proofs: number; lines: number }> =>
  db.as({ role: 'machine', tenantId, subjectId: null }, async (tx) => ({
    failures: (await forgetFailures(tx, tenantId, now)).count,
    guards: (await forgetGuards(tx, tenantId, now)).count,
    sessions: (await forgetSessions(tx, tenantId, now)).count,
    proofs: (await forgetProofs(tx, tenantId, now)).count,
    lines: (await forgetLines(tx, tenantId, now)).count,
  }))
