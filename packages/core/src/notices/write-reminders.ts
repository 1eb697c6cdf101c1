import type { Actor, Database } from '@madoguchi/db'
import type { ReminderTime } from '../tenancy/policy-rules.ts'
import { reservationToConfirm, writeDown } from './messages.sql.ts'
import { REMINDER } from './notice-rules.ts'
import { daysToRemind, dueReminder, reminderKey } from './reminder-rules.ts'
import { reservationsToRemind } from './reminders.sql.ts'
import { textFor } from './texts.sql.ts'
import type { Compose } from './write-confirmation.ts'

/** `sms`: does the municipality send short messages? */
type Asked = { tenantId: string; times: readonly ReminderTime[]; sms: boolean; now: Date }

/**
 * Writes down the reminders that are due in a municipality and asks for them to be sent, each in a transaction of its own,
 * under a key that knows the reservation as it stands and how many days before it is: begun again or run twice at once, it
 * writes none twice. Answers how many it wrote.
 */
export async function writeReminders(
  db: Database,
  { tenantId, times, sms, now }: Asked,
  compose: Compose,
): Promise<number> {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  const due = await db.as(actor, async (tx) => {
    const days = daysToRemind(times, now)
    return (
      await Promise.all(days.map((it) => reservationsToRemind(tx, tenantId, { ...it, sms }, now)))
    ).flat()
  })
  let written = 0
  for (const { id } of due) if (await writeOne(db, actor, { tenantId, times, now }, id, compose)) written++
  return written
}

/** Looks once more: it may have been moved or cancelled since the list was read. */
const writeOne = (
  db: Database,
  actor: Actor,
  { tenantId, times, now }: Omit<Asked, 'sms'>,
  id: string,
  compose: Compose,
) =>
  db.as(actor, async (tx) => {
    const reservation = await reservationToConfirm(tx, tenantId, id)
    if (reservation?.state !== 'confirmed') return false
    const time = dueReminder(times, reservation, now)
    if (!time) return false
    const { language, changedVersion: version } = reservation
    const key = reminderKey(id, version, time)
    const message = { key, kind: REMINDER, version, reservationId: id, language }
    const words = await textFor(tx, tenantId, message)
    const nothing = { reason: null, before: null }
    const letter = compose(REMINDER, reservation, nothing, words)
    return letter !== null && writeDown(tx, tenantId, { ...message, ...letter })
  })
