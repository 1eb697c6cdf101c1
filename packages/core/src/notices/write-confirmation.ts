import type { Actor, Database } from '@madoguchi/db'
import type { Contact } from './contact-rules.ts'
import {
  type ActTold,
  actToldOf,
  type BookedReservation,
  reservationToConfirm,
  writeDown,
} from './messages.sql.ts'
import { type Confirmation, isOvertaken, type MessageKind } from './notice-rules.ts'
import type { MessageText } from './text-rules.ts'
import { textFor } from './texts.sql.ts'

/** `calendar`: the file of the reservation that goes with it (RFC 5545). */
export type Letter = { subject: string; body: string; calendar: string | null }

/** Writes a message and says where it goes; null when nobody is told. In these words of the municipality or, without any, in the product's own. */
export type Compose = (
  kind: MessageKind,
  reservation: BookedReservation,
  told: ActTold,
  words: MessageText | undefined,
) => (Letter & Contact) | null

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
 * Writes down the mail that an act about a reservation asked for, the resident's or the office's, once under one key, and
 * asks for it to be sent, in one transaction. It keeps its words from then on. Who left no address gets none; nor is there one about an
 * act that was overtaken: jobs overtake each other, and after "cancelled" nobody must still read "we have received your
 * reservation".
 */
export function writeConfirmation(
  db: Database,
  { tenantId, kind, reservationId, version, actId, key }: Asked,
  compose: Compose,
): Promise<'written' | 'nothing-to-write'> {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  return db.as(actor, async (tx) => {
    const reservation = await reservationToConfirm(tx, tenantId, reservationId)
    if (!reservation || isOvertaken(kind, version, reservation)) return 'nothing-to-write'
    if (![reservation.mail, reservation.formerMail, reservation.telephone].some(Boolean))
      return 'nothing-to-write'

    const told = await actToldOf(tx, tenantId, { actId: actId ?? null, reservationId, version })
    const { language } = reservation
    // A move that waits for an answer is an offer, and says until when.
    const said = kind === 'reservation.moved' && told.answerBy ? 'reservation.offered' : kind
    const letter = compose(said, reservation, told, await textFor(tx, tenantId, { kind: said, language }))
    if (!letter) return 'nothing-to-write'
    await writeDown(tx, tenantId, { key, kind: said, version, reservationId, language, ...letter })
    return 'written'
  })
}
