import type { Database } from '@madoguchi/db'
import { type Miscount, miscounts } from './recount.sql.ts'

/**
 * Counts a municipality's places again, from the slots that start at `after` on: the counters in a slot are only a cache
 * of what reservations hold (DATA.md, Capacity). Any difference answered is a defect; nothing is repaired here.
 */
export const recountPlaces = (db: Database, tenantId: string, after: Date): Promise<Miscount[]> =>
  db.as({ role: 'machine', tenantId, subjectId: null }, (tx) => miscounts(tx, tenantId, after))
