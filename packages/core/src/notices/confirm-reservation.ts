import type { Actor, Database } from '@madoguchi/db'
import { type BookedReservation, noteDelivery, reservationToConfirm, writeDown } from './messages.sql.ts'

export const CONFIRMATIONS = ['reservation.booked', 'reservation.changed', 'reservation.cancelled'] as const
export type Confirmation = (typeof CONFIRMATIONS)[number]

export type Letter = { subject: string; body: string }
/** Hands a mail to the post; throws when it was not taken. `messageId` is the same for every try of one message. */
export type Post = (mail: { to: string; messageId: string } & Letter) => Promise<void>

type Ports = {
  compose: (kind: Confirmation, reservation: BookedReservation) => Letter
  post: Post
  now: () => Date
}

/**
 * Sends the mail that a booking, a change or a cancellation asked for: at least once, under one key. The message is
 * written down before it is sent and keeps its words; who left no address gets none, nor does a booking
 * that is cancelled by now. Throws when the post did not take
 * it, so that the queue tries again.
 */
export async function confirmReservation(
  db: Database,
  {
    tenantId,
    kind,
    reservationId,
    key,
  }: { tenantId: string; kind: Confirmation; reservationId: string; key: string },
  { compose, post, now }: Ports,
): Promise<'sent' | 'nothing-to-send'> {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  const message = await db.as(actor, async (tx) => {
    const reservation = await reservationToConfirm(tx, tenantId, reservationId)
    if (!reservation?.mail) return null
    // Jobs overtake each other: after "cancelled" nobody must still read "we have received your reservation".
    if (reservation.state === 'cancelled' && kind !== 'reservation.cancelled') return null
    const letter = compose(kind, reservation)
    return writeDown(tx, tenantId, {
      key,
      kind,
      reservationId,
      language: reservation.language,
      recipient: reservation.mail,
      ...letter,
    })
  })
  if (!message || message.state === 'sent') return 'nothing-to-send'

  const problem = await post({
    to: message.recipient,
    subject: message.subject,
    body: message.body,
    messageId: key,
  }).then(
    () => null,
    (defect: unknown) => defect as Error,
  )
  await db.as(actor, (tx) => noteDelivery(tx, tenantId, message.id, problem && codeOf(problem), now()))
  if (problem) throw new Error(`the post did not take message ${message.id}: ${codeOf(problem)}`)
  return 'sent'
}

/** What may be kept of a mail server's complaint: its code; its text quotes addresses. */
const codeOf = (problem: Error) => ('code' in problem ? String(problem.code) : problem.name)
