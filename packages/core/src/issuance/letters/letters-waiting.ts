import type { Actor, Database } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'
import { LETTERS_AT_ONCE } from './letter-rules.ts'
import {
  type HeldLetter,
  heldLetters,
  type Opening,
  openingOf,
  openingsSince,
  type WaitingImport,
  type WaitingLetter,
  waitingImports,
  waitingLetters,
} from './letters.sql.ts'

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000

/**
 * How many letters wait for print, import by import; those held until their name has been made certain (at most 200); and
 * what has been opened in the last 30 days.
 */
export function lettersWaiting(
  db: Database,
  actor: Actor,
  now: Date,
): Promise<{ waiting: WaitingImport[]; held: HeldLetter[]; openings: Opening[] }> {
  const { tenantId } = actor
  return db.as(actor, async (tx) => {
    const since = new Date(now.getTime() - THIRTY_DAYS)
    const [waiting, held, openings] = await Promise.all([
      waitingImports(tx, tenantId),
      heldLetters(tx, tenantId),
      openingsSince(tx, tenantId, since),
    ])
    return { waiting, held: [...held], openings }
  })
}

/** What opening the letters of one import (null: of all) would open, without opening it: names only, at most 200. */
export type NextLetters = {
  /** The first letter; openLetters wants it back, so that the same press twice opens nothing more. */
  first: string | null
  names: string[]
}

export async function nextLetters(
  db: Database,
  actor: Actor,
  importId: ImportId | null,
): Promise<NextLetters> {
  const letters: WaitingLetter[] = await db.as(actor, (tx) =>
    waitingLetters(tx, actor.tenantId, { importId, limit: LETTERS_AT_ONCE, lock: false }),
  )
  return { first: letters[0]?.id ?? null, names: letters.map((it) => it.name) }
}

/** Who opened this letter, and when: whoever opens it again is told. Null while it waits, or when it is not this municipality's. */
export const whoOpened = (db: Database, actor: Actor, letterId: string) =>
  db.as(actor, (tx) => openingOf(tx, actor.tenantId, letterId))
