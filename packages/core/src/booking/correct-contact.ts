import type { Actor, Database } from '@madoguchi/db'
import { ok, type Result, refuse } from '../kernel.ts'
import { mayCorrect } from './booking-rules.ts'
import { noteCorrection, tellContacts, writeContact } from './corrections.sql.ts'
import { reservationsOf } from './reservations.sql.ts'

/** Where the office reaches whoever booked, and in which language. Personal data: never logged. */
export type Contact = { mail: string | null; telephone: string | null; language: string }

/**
 * Corrects the contact of the resident's own reservation, until it starts. A new mail address is told of the reservation
 * (without one, a new number, where SMS are sent), the address before that it hears no more. Its version stays: when and where is as it was, and the office's decisions stand.
 */
export function correctContact(
  db: Database,
  actor: Actor,
  { id, contact }: { id: string; contact: Contact },
  now: Date,
): Promise<Result<'corrected' | 'as-before', 'too-late' | 'not-found'>> {
  return db.as(actor, async (tx) => {
    const { tenantId, subjectId } = actor
    const [reservation] = await reservationsOf(tx, tenantId, id)
    if (!reservation || !subjectId) return refuse('not-found')
    const still = mayCorrect(reservation, now)
    if (!still.ok) return still

    const { mail, telephone, language, version } = reservation
    const mailIsNew = mail !== contact.mail
    if (!mailIsNew && telephone === contact.telephone && language === contact.language) return ok('as-before')
    if (!(await writeContact(tx, tenantId, id, contact))) return refuse('too-late')
    await noteCorrection(tx, tenantId, { id, subjectId, act: 'contact', now })
    const numberCounts = contact.mail === null && telephone !== contact.telephone
    if (mailIsNew || numberCounts) await tellContacts(tx, tenantId, { id, version, former: mailIsNew })
    return ok('corrected')
  })
}
