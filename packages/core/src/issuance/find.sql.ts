import type { Tx } from '@madoguchi/db'
import type { CardId, ReservationId, TenantId } from '../kernel.ts'

/** Somebody the office knows: by a card, by a reservation, or by both. Personal data: never logged, never in an address. */
export type Hit = {
  cardId: CardId | null
  reservationId: ReservationId | null
  name: string | null
  kana: string | null
  birthDate: string | null
  cardState: string | null
  noticeNumber: string | null
  number: string | null
  startsAt: Date | null
  reservationState: string | null
}

export const HITS = 50

/** The live reservation, else the last one, beside each card. */
const besideCard = (tx: Tx, tenantId: TenantId) => tx`
  left join lateral (
    select r.id, r.number, r.starts_at, r.state
    from app.reservation_people q
    join app.reservations r on r.tenant_id = q.tenant_id and r.id = q.reservation_id
    where q.tenant_id = ${tenantId} and q.card_id = c.id
    order by q.live desc, r.starts_at desc
    limit 1
  ) r on true`

const hitColumns = (tx: Tx) => tx`
  c.id as card_id, r.id as reservation_id, p.name, p.kana, p.birth_date, c.state as card_state, c.notice_number,
  r.number, r.starts_at, r.state as reservation_state`

const cardsWhere = (tx: Tx, tenantId: TenantId, condition: ReturnType<typeof besideCard>) => tx<Hit[]>`
  select ${hitColumns(tx)}
  from app.cards c
  join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
  ${besideCard(tx, tenantId)}
  where c.tenant_id = ${tenantId} and p.tenant_id = ${tenantId} and ${condition}
  order by p.kana_key, p.name_key
  limit ${HITS}`

export const byCard = (tx: Tx, tenantId: TenantId, id: CardId) => cardsWhere(tx, tenantId, tx`c.id = ${id}`)

export const byApplicationId = (tx: Tx, tenantId: TenantId, id: string) =>
  cardsWhere(tx, tenantId, tx`c.application_id = ${id}`)

export const byNoticeNumber = (tx: Tx, tenantId: TenantId, number: string) =>
  cardsWhere(tx, tenantId, tx`c.notice_number = ${number}`)

/** `^@` and not LIKE: LIKE is not leakproof, and behind row security could not use the index. */
export const cardsByName = (tx: Tx, tenantId: TenantId, { nameKey, kanaKey }: NameKeys) =>
  cardsWhere(tx, tenantId, tx`(p.name_key ^@ ${nameKey} or p.kana_key ^@ ${kanaKey})`)

/** Those in whose Latin name each of the words begins one: 「Lan」 finds Nguyễn Thị Lan. */
export const cardsByWords = (tx: Tx, tenantId: TenantId, words: readonly string[]) =>
  cardsWhere(
    tx,
    tenantId,
    tx`p.latin_words is not null and not exists (
      select from unnest(${[...words]}::text[]) w where strpos(p.latin_words, ' ' || w) = 0)`,
  )

type NameKeys = { nameKey: string; kanaKey: string }

const reservationsWhere = (tx: Tx, tenantId: TenantId, condition: ReturnType<typeof besideCard>) => tx<Hit[]>`
  select c.id as card_id, r.id as reservation_id, coalesce(p.name, q.name) as name, coalesce(p.kana, q.kana) as kana,
    coalesce(p.birth_date, q.birth_date) as birth_date, c.state as card_state, c.notice_number, r.number, r.starts_at,
    r.state as reservation_state
  from app.reservations r
  join app.reservation_people q on q.tenant_id = r.tenant_id and q.reservation_id = r.id
  left join app.cards c on c.tenant_id = q.tenant_id and c.id = q.card_id
  left join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
  where r.tenant_id = ${tenantId} and q.tenant_id = ${tenantId} and ${condition}
  order by r.starts_at desc
  limit ${HITS}`

export const byReservationNumber = (tx: Tx, tenantId: TenantId, number: string) =>
  reservationsWhere(tx, tenantId, tx`r.number = ${number} and q.position = 1`)

/** Who left this telephone with a reservation: digits, as they are stored. */
export const byTelephone = (tx: Tx, tenantId: TenantId, telephone: string) =>
  reservationsWhere(tx, tenantId, tx`r.telephone = ${telephone} and q.position = 1`)

/** Those who came without a letter: they are known by their reservation alone. */
export const reservationsByName = (tx: Tx, tenantId: TenantId, { nameKey, kanaKey }: NameKeys) =>
  reservationsWhere(
    tx,
    tenantId,
    tx`q.card_id is null and (q.kana_key ^@ ${kanaKey} or q.name ^@ ${nameKey})`,
  )

/** The same for those without a letter, who may have written the reading in Latin too. */
export const reservationsByWords = (tx: Tx, tenantId: TenantId, words: readonly string[]) =>
  reservationsWhere(
    tx,
    tenantId,
    tx`q.card_id is null and concat(q.name, q.kana) ~ '[A-Za-zＡ-Ｚａ-ｚ]' and not exists (
      select from unnest(${[...words]}::text[]) w
      where strpos(app.latin_words(concat_ws(' ', q.name, q.kana)), ' ' || w) = 0) -- tenant: reservationsWhere
    `,
  )

/** Whose card a 照会番号 belongs to; `voided` when a newer letter has replaced it. */
export async function cardOfNumber(tx: Tx, numberHmac: Buffer) {
  const [row] = await tx<[{ cardId: CardId; voided: boolean }?]>`
    select card_id, voided from app.card_of_inquiry_number(${numberHmac}) -- tenant: entered`
  return row
}
