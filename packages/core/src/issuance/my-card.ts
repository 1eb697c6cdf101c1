import type { Actor, Database } from '@madoguchi/db'
import { cardOf } from './my-card.sql.ts'
import type { MyCard } from './my-card-rules.ts'

/** The card that a resident's letter is about; null when it is not theirs or not there: both look alike. */
export async function myCard(db: Database, actor: Actor, cardId: string): Promise<MyCard | null> {
  return (await db.as(actor, (tx) => cardOf(tx, actor.tenantId, cardId))) ?? null
}
