import type { Actor, Database } from '@madoguchi/db'
import type { MessageChannel } from './contact-rules.ts'
import { lockMessage, noteDelivery, noteOvertaken, takeInHand } from './messages.sql.ts'
import { IN_HAND_FOR, isOvertaken, isTooLate, problemOf } from './notice-rules.ts'
import type { Letter } from './write-confirmation.ts'

/**
 * Hands a message to whoever carries it; throws when it was not taken: what says `permanent` is not tried again by itself. `messageId` is the same for every try of one message; `sender` is
 * the name it comes from.
 */
export type Post = (
  message: { channel: MessageChannel; sender: string; to: string; messageId: string } & Letter,
) => Promise<void>

/**
 * Sends a message that was written down: at least once, always under its own id. It is marked as in hand before it is
 * given to the post, so that a second job (an officer's retry) leaves it alone, and the same job, taken up again after its
 * program was killed, repeats it. What was overtaken meanwhile does not leave. Throws when the post did not take it, so
 * that the queue tries again.
 */
export async function sendMessage(
  db: Database,
  { tenantId, messageId, job }: { tenantId: string; messageId: string; job: string },
  { post, senderIn, now }: { post: Post; senderIn: (language: string) => string; now: () => Date },
): Promise<'sent' | 'given-up' | 'nothing-to-send'> {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  const message = await db.as(actor, async (tx) => {
    const found = await lockMessage(tx, tenantId, messageId)
    if (!found || found.state === 'sent' || found.state === 'overtaken') return null
    const { kind, version, standing, startsAt } = found
    if ((standing && isOvertaken(kind, version, standing)) || isTooLate(kind, startsAt, now())) {
      await noteOvertaken(tx, tenantId, messageId)
      return null
    }
    if (isInOtherHands(found, job, now())) throw new Error(`message ${messageId} is in other hands`)
    await takeInHand(tx, tenantId, messageId, job, now())
    return found
  })
  if (!message) return 'nothing-to-send'

  const { channel, recipient: to, subject, body, calendar } = message
  const sender = senderIn(message.language)
  const defect = await post({ channel, sender, to, subject, body, calendar, messageId }).then(
    () => null,
    (it: unknown) => it ?? new Error('not taken'),
  )
  const problem = defect === null ? null : problemOf(defect)
  await db.as(actor, (tx) => noteDelivery(tx, tenantId, messageId, problem, now()))
  if (problem && (defect as { permanent?: boolean }).permanent) return 'given-up'
  if (problem) throw new Error(`the post did not take message ${messageId}: ${problem}`)
  return 'sent'
}

const isInOtherHands = (
  { triedBy, triedAt }: { triedBy: string | null; triedAt: Date | null },
  job: string,
  now: Date,
) => triedBy !== null && triedBy !== job && now.getTime() - (triedAt?.getTime() ?? 0) < IN_HAND_FOR
