import type { Actor, Database } from '@madoguchi/db'
import { ok, type Result, refuse } from '../kernel.ts'
import type { openNumberBlocks } from './number-blocks.ts'
import { type Joining, joinLine, leaveLine, type WaitingRow, waitingOf } from './waiting-list.sql.ts'
import { standingInLine, type WaitingStanding } from './waiting-rules.ts'

export type WaitingAsk = Omit<Joining, 'number'>
export type Waiting = Omit<WaitingRow, 'leftAt' | 'reservation'> & { standing: WaitingStanding }

/**
 * キャンセル待ち of cards' owners. A freed place is held for who waits longest (app.free_places), who then books it as any place that
 * they hold. The number of the reservation is set aside when somebody joins.
 */
export function openWaitingList(db: Database, numbers: ReturnType<typeof openNumberBlocks>) {
  return {
    async join(
      actor: Actor,
      cardId: string,
      ask: WaitingAsk,
      now: Date,
    ): Promise<Result<true, 'waits-already'>> {
      const number = await numbers.next(actor.tenantId)
      const joined = await db.as(actor, (tx) => joinLine(tx, actor.tenantId, cardId, { ...ask, number }, now))
      if (joined) return ok(true)
      numbers.giveBack(actor.tenantId, number)
      return refuse('waits-already')
    },

    /** Also declines what was offered: the place goes to the next at once. Answers whether there was anything to leave. */
    leave: (actor: Actor, id: string, now: Date): Promise<boolean> =>
      db.as(actor, (tx) => leaveLine(tx, actor.tenantId, id, now)),
  }
}
export type WaitingList = ReturnType<typeof openWaitingList>

/** Where the entered resident waits, or waited last; null: nowhere. */
export async function myWaiting(db: Database, actor: Actor, now: Date): Promise<Waiting | null> {
  const row = await db.as(actor, (tx) => waitingOf(tx, actor.tenantId))
  if (!row) return null
  const { leftAt, reservation, ...it } = row
  return { ...it, standing: standingInLine({ leftAt, reservation, until: it.until }, now) }
}
