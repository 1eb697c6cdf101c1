import type { Actor, Database } from '@madoguchi/db'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { askForSending } from './messages.sql.ts'
import { isOvertaken, mayMendMessages, STUCK_AFTER } from './notice-rules.ts'
import { messagesNotSent, queueAgain, type StuckMessage, waitingSince } from './stuck-messages.sql.ts'

/**
 * The messages that should have left and have not, the oldest first (200 at most), and since when the sending itself
 * stands still, if it does. One that a later act has overtaken is nobody's care any more.
 */
export function stuckMessages(
  db: Database,
  actor: Actor,
  now: Date,
): Promise<{ messages: StuckMessage[]; stillSince: Date | null }> {
  const since = new Date(now.getTime() - STUCK_AFTER)
  return db.as(actor, async (tx) => {
    const [messages, stillSince] = await Promise.all([
      messagesNotSent(tx, actor.tenantId, since, now),
      waitingSince(tx, actor.tenantId, since),
    ])
    const isDue = (it: StuckMessage) => !it.standing || !isOvertaken(it.kind, it.version, it.standing)
    return { messages: messages.filter(isDue), stillSince }
  })
}

/** Has messages that failed sent again, each under its own id as before. Answers how many; those in hand are left alone. */
export function retryMessages(
  db: Database,
  actor: Actor,
  { ids, roles }: { ids: readonly string[]; roles: readonly StaffRole[] },
): Promise<Result<number, 'not-your-part'>> {
  if (!mayMendMessages(roles)) return Promise.resolve(refuse('not-your-part'))
  return db.as(actor, async (tx) => {
    const again = await queueAgain(tx, actor.tenantId, ids)
    await askForSending(tx, actor.tenantId, again)
    return ok(again.length)
  })
}
