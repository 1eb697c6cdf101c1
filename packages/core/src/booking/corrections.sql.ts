import type { Tx } from '@madoguchi/db'
import type { Coming } from './coming-rules.ts'
import type { Contact } from './correct-contact.ts'
import type { Correction } from './history-rules.ts'

/** False when the reservation is no longer ahead, or not theirs. */
export async function writeContact(tx: Tx, tenantId: string, id: string, it: Contact): Promise<boolean> {
  const written = await tx`
    update app.reservations set mail = ${it.mail}, telephone = ${it.telephone}, language = ${it.language}
    where tenant_id = ${tenantId} and id = ${id} and state = 'confirmed' returning id`
  return written.length > 0
}

/** False when the reservation is no longer ahead, or not theirs. */
export async function writeComing(
  tx: Tx,
  tenantId: string,
  { id, person }: { id: string; person: string },
  it: Coming,
): Promise<boolean> {
  const written = await tx`
    update app.reservation_people p set comer = ${it.comer}, proxy_reason = ${it.reason}, has_notice = ${it.hasNotice},
      changed_since_application = ${it.changedSinceApplication}, guardian_on_record = ${it.guardianIsOnRecord}
    from app.reservations r
    where p.tenant_id = ${tenantId} and p.reservation_id = ${id} and p.id = ${person} and p.live
      and r.tenant_id = p.tenant_id and r.id = p.reservation_id and r.state = 'confirmed' returning p.id`
  return written.length > 0
}

/** What was corrected, not how: a history holds no contact. */
export const noteCorrection = (
  tx: Tx,
  tenantId: string,
  it: { id: string; subjectId: string; act: Correction['act']; now: Date },
) => tx`
  insert into app.reservation_corrections (tenant_id, reservation_id, subject_id, act, occurred_at)
  values (${tenantId}, ${it.id}, ${it.subjectId}, ${it.act}, ${it.now})`

/** Has the new contact told and, when `former` is a mail address no longer used, that one that nothing more is sent there (notices). */
export const tellContacts = (
  tx: Tx,
  tenantId: string,
  { id, version, former }: { id: string; version: number; former: boolean },
) => tx`
  insert into app.outbox (tenant_id, topic, payload)
  select ${tenantId}::uuid, topic, jsonb_build_object('reservationId', ${id}::uuid, 'version', ${String(version)}::text)
  from unnest(array['reservation.contact_changed', 'reservation.contact_left']) topic
  where ${former} or topic = 'reservation.contact_changed'`

export const correctionsOf = (tx: Tx, tenantId: string, id: string) => tx<Correction[]>`
  select act, occurred_at as at from app.reservation_corrections
  where tenant_id = ${tenantId} and reservation_id = ${id} order by occurred_at, id`
