import type { Tx } from '@madoguchi/db'

/** What a confirmation is written from. Contact data: it goes into the message and nowhere else. */
export type BookedReservation = {
  id: string
  number: string
  state: string
  venueName: { ja: string; 'ja-easy'?: string; en?: string }
  venueAddress: { ja: string; 'ja-easy'?: string; en?: string } | null
  procedureCode: string
  startsAt: Date
  minutes: number
  language: string
  mail: string | null
  policyVersion: number
}

export type WrittenMessage = { id: string; recipient: string; subject: string; body: string; state: string }

export async function reservationToConfirm(tx: Tx, tenantId: string, id: string) {
  const [row] = await tx<[BookedReservation?]>`
    select r.id, r.number, r.state, v.name as venue_name, v.details -> 'address' as venue_address,
      p.procedure_code, r.starts_at, r.minutes, r.language, r.mail, r.policy_version
    from app.reservations r
    join app.venues v on v.tenant_id = r.tenant_id and v.id = r.venue_id
    join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.position = 1
    where r.tenant_id = ${tenantId} and r.id = ${id}`
  return row
}

/** Writes the message down, or finds the one written under this key before. */
export async function writeDown(
  tx: Tx,
  tenantId: string,
  it: {
    key: string
    kind: string
    language: string
    reservationId: string
    recipient: string
    subject: string
    body: string
  },
): Promise<WrittenMessage> {
  await tx`
    insert into app.messages (tenant_id, idempotency_key, kind, language, reservation_id, recipient, subject, body)
    values (${tenantId}, ${it.key}, ${it.kind}, ${it.language}, ${it.reservationId}, ${it.recipient}, ${it.subject}, ${it.body})
    on conflict (tenant_id, idempotency_key) do nothing`
  const [row] = await tx<[WrittenMessage]>`
    select id, recipient, subject, body, state from app.messages
    where tenant_id = ${tenantId} and idempotency_key = ${it.key}`
  return row
}

export async function noteDelivery(tx: Tx, tenantId: string, id: string, problem: string | null, now: Date) {
  await tx`
    update app.messages set attempts = attempts + 1, last_error = ${problem},
      state = case when ${problem}::text is null then 'sent' else 'failed' end,
      sent_at = case when ${problem}::text is null then ${now}::timestamptz else sent_at end
    where tenant_id = ${tenantId} and id = ${id}`
}
