import type { Actor, Database } from '@madoguchi/db'
import { type BookedReservation, reservationToConfirm, writeDown } from './messages.sql.ts'
import { type Confirmation, isOvertaken } from './notice-rules.ts'

export type Letter = { subject: string; body: string }

type Asked = {
  tenantId: string
  kind: Confirmation
  reservationId: string
  /** The reservation's version that the act made. */
  version: number
  key: string
}

/**
 * Writes down the mail that a booking, a change or a cancellation asked for, once under one key, and asks for it to be
 * sent, in one transaction. It keeps its words from then on. Who left no address gets none; nor is there one about an
 * act that was overtaken: jobs overtake each other, and after "cancelled" nobody must still read "we have received your
 * reservation".
 */
export function writeConfirmation(
  db: Database,
  { tenantId, kind, reservationId, version, key }: Asked,
  compose: (kind: Confirmation, reservation: BookedReservation) => Letter,
): Promise<'written' | 'nothing-to-write'> {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  return db.as(actor, async (tx) => {
    const reservation = await reservationToConfirm(tx, tenantId, reservationId)
    if (!reservation?.mail || isOvertaken(kind, version, reservation)) return 'nothing-to-write'

    const letter = compose(kind, reservation)
    const { language, mail } = reservation
    await writeDown(tx, tenantId, { key, kind, version, reservationId, language, recipient: mail, ...letter })
    return 'written'
  })
}
