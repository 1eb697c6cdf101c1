import type { Actor, Database } from '@madoguchi/db'
import {
  type BookedReservation,
  type OfficeAct,
  officeActOf,
  reservationToConfirm,
  writeDown,
} from './messages.sql.ts'
import { type Confirmation, isOvertaken } from './notice-rules.ts'

export type Letter = { subject: string; body: string }

type Asked = {
  tenantId: string
  kind: Confirmation
  reservationId: string
  /** The reservation's version that the act made. */
  version: number
  /** The office's act that moved the reservation or called it off. */
  actId?: string | undefined
  key: string
}

/**
 * Writes down the mail that a booking, a change or a cancellation asked for, the resident's or the office's, once under one key, and asks for it to be
 * sent, in one transaction. It keeps its words from then on. Who left no address gets none; nor is there one about an
 * act that was overtaken: jobs overtake each other, and after "cancelled" nobody must still read "we have received your
 * reservation".
 */
export function writeConfirmation(
  db: Database,
  { tenantId, kind, reservationId, version, actId, key }: Asked,
  compose: (kind: Confirmation, reservation: BookedReservation, office: OfficeAct | null) => Letter,
): Promise<'written' | 'nothing-to-write'> {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  return db.as(actor, async (tx) => {
    const reservation = await reservationToConfirm(tx, tenantId, reservationId)
    if (!reservation?.mail || isOvertaken(kind, version, reservation)) return 'nothing-to-write'

    const office = actId ? await officeActOf(tx, tenantId, { actId, reservationId, version }) : null
    const letter = compose(kind, reservation, office)
    const { language, mail } = reservation
    await writeDown(tx, tenantId, { key, kind, version, reservationId, language, recipient: mail, ...letter })
    return 'written'
  })
}
