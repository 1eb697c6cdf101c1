import type { Actor, Database } from '@madoguchi/db'
import { type BookedReservation, writeDown } from './messages.sql.ts'
import { WAITING_OFFER } from './notice-rules.ts'
import { offerToTell } from './offers.sql.ts'
import { textFor } from './texts.sql.ts'
import type { Compose } from './write-confirmation.ts'

/** Nobody has said yet who comes: what to bring is said when it is booked. */
const ALONE = {
  coming: {
    comer: 'self',
    reason: null,
    hasNotice: true,
    changedSinceApplication: false,
    guardianIsOnRecord: false,
  },
  moreProcedures: [],
  along: [],
} satisfies Partial<BookedReservation>

/**
 * Tells somebody who waits that a place is held for them, once under one key, in the transaction that asks for it to be sent.
 * Answers whether it was written: who has answered, or let it pass, is told nothing any more.
 */
export function writeOffer(
  db: Database,
  { tenantId, waitingId, key }: { tenantId: string; waitingId: string; key: string },
  compose: Compose,
): Promise<boolean> {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  return db.as(actor, async (tx) => {
    const offer = await offerToTell(tx, tenantId, waitingId)
    if (!offer) return false
    const { answerBy, reservationId, language, ...visit } = offer
    const words = await textFor(tx, tenantId, { kind: WAITING_OFFER, language })
    const told = { reason: null, before: null, answerBy }
    const letter = compose(WAITING_OFFER, { ...visit, language, ...ALONE }, told, words)
    if (!letter) return false
    return writeDown(tx, tenantId, {
      key,
      kind: WAITING_OFFER,
      version: 1,
      reservationId,
      language,
      ...letter,
    })
  })
}
