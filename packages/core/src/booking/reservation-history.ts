import type { Actor, Database } from '@madoguchi/db'
import { correctionsOf } from './corrections.sql.ts'
import { type HistoryEntry, historyOf } from './history-rules.ts'
import { changesOf, standingOf } from './reservation-changes.sql.ts'

/** What the entered resident's reservation, or any of the officer's municipality, went through, the oldest first; empty when it is not there. */
export function reservationHistory(db: Database, actor: Actor, id: string): Promise<HistoryEntry[]> {
  return db.as(actor, async (tx) => {
    const [reservation, changes, corrections] = await Promise.all([
      standingOf(tx, actor.tenantId, id),
      changesOf(tx, actor.tenantId, id),
      correctionsOf(tx, actor.tenantId, id),
    ])
    return reservation ? historyOf(reservation, changes, corrections) : []
  })
}
