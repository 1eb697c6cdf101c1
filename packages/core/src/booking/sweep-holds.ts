import type { Database } from '@madoguchi/db'
import { freeExpiredHolds } from './holds.sql.ts'

/** Frees the places of a municipality that were held for too long, as a job. Answers how many. */
export const sweepHolds = (db: Database, tenantId: string, now: Date): Promise<number> =>
  db.as({ role: 'machine', tenantId, subjectId: null }, (tx) => freeExpiredHolds(tx, tenantId, now))
