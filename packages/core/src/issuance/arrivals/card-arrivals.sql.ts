import type { Tx } from '@madoguchi/db'
import type { CardId, ImportId } from '../../kernel.ts'
import type { CardArrival } from './arrival-rules.ts'

/** What one arrived card becomes: the card, its person's search keys, and its 照会番号 (bytes in hex). */
export type NewCard = CardArrival & {
  id: CardId
  nameKey: string
  kanaKey: string | null
  numberHmac: string
  sealed: string
}
type Wanted = { line: number; arrival: CardArrival }

/** Locks the next good rows of an import, in the order of their lines. */
export const nextGoodRows = (tx: Tx, tenantId: string, importId: ImportId, limit: number) => tx<Wanted[]>`
  select line, arrival from app.arrival_rows
  where tenant_id = ${tenantId} and import_id = ${importId} and state = 'good'
  order by line
  limit ${limit}
  for update`

export const cardsWith = (tx: Tx, tenantId: string, applicationIds: readonly string[]) => tx<
  { id: CardId; applicationId: string }[]
>`
  select id, application_id from app.cards
  where tenant_id = ${tenantId} and application_id = any (${applicationIds as string[]})`

/** Inserts the cards whose 申請書ID and 交付通知書番号 no card has; answers the ids of those. */
export async function insertCards(tx: Tx, tenantId: string, cards: readonly NewCard[]): Promise<CardId[]> {
  const rows = await tx<{ id: CardId }[]>`
    insert into app.cards (tenant_id, id, application_id, notice_number, serial_number, kind, venue_id, box_number,
      applied_on, issued_on, expires_on, signature_certificate, user_certificate)
    select ${tenantId}, n.id, n."applicationId", n."noticeNumber", n."serialNumber", n.kind, v.id, n."boxNumber",
      n."appliedOn", n."issuedOn", n."expiresOn", n."signatureCertificate", n."userCertificate"
    from jsonb_to_recordset(${tx.json(cards as never)}) as n (id uuid, "applicationId" text, "noticeNumber" text,
      "serialNumber" text, kind text, venue text, "boxNumber" text, "appliedOn" date, "issuedOn" date, "expiresOn" date,
      "signatureCertificate" boolean, "userCertificate" boolean)
    left join app.venues v on v.tenant_id = ${tenantId} and v.code = n.venue
    on conflict do nothing
    returning id`
  return rows.map((row) => row.id)
}

/** Writes down whose cards these are. The name travels as JSON text: not a byte of it changes. */
export const insertPeople = (tx: Tx, tenantId: string, cards: readonly NewCard[]) => tx`
  insert into app.card_people (tenant_id, card_id, name, kana, name_key, kana_key, birth_date, postal_code, address)
  select ${tenantId}, n.id, n.name, n.kana, n."nameKey", n."kanaKey", n."birthDate", n."postalCode", n.address
  from jsonb_to_recordset(${tx.json(cards as never)}) as n (id uuid, name text, kana text, "nameKey" text,
    "kanaKey" text, "birthDate" date, "postalCode" text, address text)`

export const insertInquiryNumbers = (tx: Tx, tenantId: string, cards: readonly NewCard[], now: Date) => tx`
  insert into app.inquiry_numbers (tenant_id, card_id, number_hmac, sealed, issued_at)
  select ${tenantId}, n.id, decode(n."numberHmac", 'hex'), decode(n.sealed, 'hex'), ${now}
  from jsonb_to_recordset(${tx.json(cards as never)}) as n (id uuid, "numberHmac" text, sealed text)`

/** The first event of each card: received, at the root of its venue's places. Answers how many were written. */
export async function receiveCards(
  tx: Tx,
  tenantId: string,
  cardIds: readonly string[],
  it: { staffId: string; terminal: string; now: Date },
) {
  const [row] = await tx<[{ received: number }]>`
    select count(app.record_custody(c.id, 'expected', 'receive', 'received', p.id, ${it.staffId}, null, ${it.terminal},
      null, null, ${it.now}))::integer as received
    from app.cards c
    left join app.places p on p.tenant_id = ${tenantId} and p.venue_id = c.venue_id and p.kind = 'venue'
    where c.tenant_id = ${tenantId} and c.id = any (${cardIds as string[]})`
  return row.received
}

/** Marks rows as cards. What they said is in the cards now and is not kept twice; their warnings name no person. */
export const settleRows = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  rows: readonly { line: number; state: 'done' | 'unchanged'; cardId: CardId }[],
) => tx`
  update app.arrival_rows r set state = s.state, card_id = s."cardId", arrival = null, cells = '{}'
  from jsonb_to_recordset(${tx.json(rows as never)}) as s (line integer, state text, "cardId" uuid)
  where r.tenant_id = ${tenantId} and r.import_id = ${importId} and r.line = s.line`

/** The counts of an import after a step; the first step forgets what the dry run had estimated. */
export async function moveProgress(
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  by: { done: number; unchanged: number; begins: boolean; ends: boolean; now: Date },
) {
  const [row] = await tx<[{ rowsGood: number; rowsDone: number; rowsUnchanged: number }]>`
    update app.arrival_imports set
      state = ${by.ends ? 'committed' : 'committing'},
      rows_done = rows_done + ${by.done},
      rows_unchanged = case when ${by.begins} then 0 else rows_unchanged end + ${by.unchanged},
      committed_at = case when ${by.ends} then coalesce(committed_at, ${by.now}) else committed_at end
    where tenant_id = ${tenantId} and id = ${importId}
    returning rows_good, rows_done, rows_unchanged`
  return row
}
