import type { Database } from '@madoguchi/db'
import { missNext } from './miss-visits.sql.ts'

/** In one transaction: short enough that nobody at a counter waits for it. */
const AT_ONCE = 200

/**
 * 来庁なし: once a venue has closed, and `grace` minutes longer, whoever was expected that day and did not check in counts as
 * not come, and may book again. Run twice, or by two programs at once, it sets each visit once. Answers how many.
 */
export async function missVisits(db: Database, tenantId: string, grace: number, now: Date): Promise<number> {
  let missed = 0
  for (;;) {
    const { length } = await db.as({ role: 'machine', tenantId, subjectId: null }, (tx) =>
      missNext(tx, tenantId, now, { grace, most: AT_ONCE }),
    )
    missed += length
    if (length < AT_ONCE) return missed
  }
}
