import type { Actor, Database } from '@madoguchi/db'
import { type LetterShown, lettersShown } from './shown-letters.sql.ts'

/** The letters that were shown in the resident's open session beside its own, in their order. */
export const myLettersShown = (
  db: Database,
  actor: Actor,
  secretHash: Buffer,
  now: Date,
): Promise<LetterShown[]> =>
  db.as(actor, async (tx) => [...(await lettersShown(tx, actor.tenantId, secretHash, now))])
