import type { Tx } from '@madoguchi/db'
import type { CardId, StaffId } from '../../kernel.ts'

/** A number whose letter has been printed and that is still good, with the state of its card. */
export type PrintedNumber = { id: string; cardId: CardId; state: string }

/** Locks the live numbers that one officer opened at one moment, by card. */
export const lockOpening = (tx: Tx, tenantId: string, it: { openedAt: Date; staffId: StaffId }) => tx<
  PrintedNumber[]
>`
  select n.id, n.card_id, c.state
  from app.inquiry_numbers n
  join app.cards c on c.tenant_id = n.tenant_id and c.id = n.card_id
  where n.tenant_id = ${tenantId} and n.letter_made_at = ${it.openedAt} and n.voided_at is null
    and exists (
      select from app.custody_events e
      where e.tenant_id = n.tenant_id and e.card_id = n.card_id and e.act = 'print_letter'
        and e.actor_id = ${it.staffId} and e.occurred_at = n.letter_made_at)
  order by n.card_id
  for update of n`

/** A card's live number as a confirmation page shows it. `sealed` says that its letter still waits. */
export type LiveNumber = {
  id: string
  cardId: CardId
  state: string
  name: string
  venueName: { ja: string }
  sealed: boolean
  letterMadeAt: Date | null
}

export async function liveNumber(tx: Tx, tenantId: string, cardId: CardId) {
  const [row] = await tx<[LiveNumber?]>`
    select n.id, n.card_id, c.state, p.name, v.name as venue_name, n.sealed is not null as sealed, n.letter_made_at
    from app.inquiry_numbers n
    join app.cards c on c.tenant_id = n.tenant_id and c.id = n.card_id
    join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
    join app.venues v on v.tenant_id = c.tenant_id and v.id = c.venue_id
    where n.tenant_id = ${tenantId} and n.card_id = ${cardId} and n.voided_at is null`
  return row
}

/** Locks a card's live number. */
export async function lockLive(tx: Tx, tenantId: string, cardId: CardId) {
  const [row] = await tx<[(PrintedNumber & { sealed: boolean })?]>`
    select n.id, n.card_id, c.state, n.sealed is not null as sealed
    from app.inquiry_numbers n
    join app.cards c on c.tenant_id = n.tenant_id and c.id = n.card_id
    where n.tenant_id = ${tenantId} and n.card_id = ${cardId} and n.voided_at is null
    for update of n`
  return row
}

export const voidNumbers = (tx: Tx, tenantId: string, ids: readonly string[], now: Date) => tx`
  update app.inquiry_numbers set voided_at = ${now}, sealed = null
  where tenant_id = ${tenantId} and id = any (${ids as string[]})`

/** Bytes in hex. */
export type NewNumber = { cardId: CardId; numberHmac: string; sealed: string }

export const insertNumbers = (tx: Tx, tenantId: string, numbers: readonly NewNumber[], now: Date) => tx`
  insert into app.inquiry_numbers (tenant_id, card_id, number_hmac, sealed, issued_at)
  select ${tenantId}, n."cardId", decode(n."numberHmac", 'hex'), decode(n.sealed, 'hex'), ${now}
  from jsonb_to_recordset(${tx.json(numbers as never)}) as n ("cardId" uuid, "numberHmac" text, sealed text)`
