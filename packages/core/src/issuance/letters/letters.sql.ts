import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../../calendar.ts'
import type { CardId, ImportId, StaffId, VenueId } from '../../kernel.ts'
import { nameIsHeld } from '../name-held.sql.ts'
import { INVITED_STATES } from './letter-rules.ts'

/** An import and how many of its letters wait for print. `id` is null for cards that came in no import. */
export type WaitingImport = {
  id: ImportId | null
  fileName: string | null
  committedAt: Date | null
  waiting: number
}

export const waitingImports = (tx: Tx, tenantId: string) => tx<WaitingImport[]>`
  select i.id, i.file_name, i.committed_at, count(*)::integer as waiting
  from app.inquiry_numbers n
  join app.cards c on c.tenant_id = n.tenant_id and c.id = n.card_id
  join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
  left join app.arrival_rows r on r.tenant_id = n.tenant_id and r.card_id = n.card_id and r.state = 'done'
  left join app.arrival_imports i on i.tenant_id = r.tenant_id and i.id = r.import_id
  where n.tenant_id = ${tenantId} and n.sealed is not null and n.voided_at is null
    and c.state = any (${[...INVITED_STATES]}) and not ${nameIsHeld(tx)}
  group by i.id, i.file_name, i.committed_at
  order by i.committed_at desc nulls last, i.id`

/** A letter that is held until its name has been made certain. `held` is how many there are. Personal data: never logged. */
export type HeldLetter = {
  cardId: CardId
  name: string
  kana: string | null
  fileName: string | null
  held: number
}

/** The letters that are held, in the order of the files' lines; at most 200. */
export const heldLetters = (tx: Tx, tenantId: string) => tx<HeldLetter[]>`
  select n.card_id, p.name, p.kana, i.file_name, (count(*) over ())::integer as held
  from app.inquiry_numbers n
  join app.cards c on c.tenant_id = n.tenant_id and c.id = n.card_id
  join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
  left join app.arrival_rows r on r.tenant_id = n.tenant_id and r.card_id = n.card_id and r.state = 'done'
  left join app.arrival_imports i on i.tenant_id = r.tenant_id and i.id = r.import_id
  where n.tenant_id = ${tenantId} and n.sealed is not null and n.voided_at is null
    and c.state = any (${[...INVITED_STATES]}) and ${nameIsHeld(tx)}
  order by i.committed_at, i.id, r.line, n.id
  limit 200`

/** A letter that waits for print; `sealed` is its number, still closed. Personal data: never logged. */
export type WaitingLetter = {
  id: string
  cardId: CardId
  sealed: Uint8Array
  kind: string
  venueId: VenueId
  deadlineOn: PlainDate | null
  name: string
  postalCode: string | null
  address: string | null
  birthDate: PlainDate
}

type Which = { importId: ImportId | null; limit: number; lock: boolean }

/**
 * The letters that wait and are not held, of one import or (null) of all, in the order of the files' lines: the order in
 * which the cards lie in their boxes. With `lock` two officers take turns, always in this order, and the second finds what is left.
 */
export const waitingLetters = (tx: Tx, tenantId: string, { importId, limit, lock }: Which) => tx<
  WaitingLetter[]
>`
  select n.id, n.card_id, n.sealed, c.kind, c.venue_id, c.deadline_on, p.name, p.birth_date, p.postal_code, p.address
  from app.inquiry_numbers n
  join app.cards c on c.tenant_id = n.tenant_id and c.id = n.card_id
  join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
  left join app.arrival_rows r on r.tenant_id = n.tenant_id and r.card_id = n.card_id and r.state = 'done'
  left join app.arrival_imports i on i.tenant_id = r.tenant_id and i.id = r.import_id
  where n.tenant_id = ${tenantId} and n.sealed is not null and n.voided_at is null
    and c.state = any (${[...INVITED_STATES]}) and not ${nameIsHeld(tx)}
    and (${importId}::uuid is null or r.import_id = ${importId}::uuid)
  order by i.committed_at, i.id, r.line, n.id
  limit ${limit}
  ${lock ? tx`for update of n` : tx``}`

/** The number leaves the database with its letter. */
export const eraseSealed = (tx: Tx, tenantId: string, ids: readonly string[], now: Date) => tx`
  update app.inquiry_numbers set sealed = null, letter_made_at = ${now}
  where tenant_id = ${tenantId} and id = any (${ids as string[]})`

/** A card keeps the deadline it has; one that has none gets the one its letter says. */
export const saveDeadline = (tx: Tx, tenantId: string, cardIds: readonly string[], deadline: PlainDate) => tx`
  update app.cards set deadline_on = ${deadline}
  where tenant_id = ${tenantId} and id = any (${cardIds as string[]}) and deadline_on is null`

/** One custody event for each card, in the state it is in, by id so that nobody waits in a circle. */
export async function noteLetters(
  tx: Tx,
  tenantId: string,
  act: 'print_letter' | 'reissue_number',
  cardIds: readonly string[],
  it: { staffId: StaffId; terminal: string; now: Date },
) {
  const [row] = await tx<[{ noted: number }]>`
    select count(app.record_custody(c.id, c.state, ${act}, c.state, null, ${it.staffId}, null, ${it.terminal}, null,
      null, ${it.now}))::integer as noted
    from (
      select id, state from app.cards
      where tenant_id = ${tenantId} and id = any (${cardIds as string[]}) order by id for update
    ) c`
  if (row.noted !== cardIds.length)
    throw new Error(`${act} was noted for ${row.noted} of ${cardIds.length} cards`)
}

/** Letters that one officer opened together: `openedAt` and `staffId` name the opening. */
export type Opening = {
  openedAt: Date
  staffId: StaffId
  by: string
  fileName: string | null
  letters: number
  /** Those whose number has not been replaced since. */
  live: number
}

/** The openings since a moment, newest first; at most 50. */
export const openingsSince = (tx: Tx, tenantId: string, since: Date) => tx<Opening[]>`
  select n.letter_made_at as opened_at, e.actor_id as staff_id, s.name as by, min(i.file_name) as file_name,
    count(*)::integer as letters, (count(*) filter (where n.voided_at is null))::integer as live
  from app.inquiry_numbers n
  join app.custody_events e on e.tenant_id = n.tenant_id and e.card_id = n.card_id and e.act = 'print_letter'
    and e.occurred_at = n.letter_made_at
  join app.staff_members s on s.tenant_id = e.tenant_id and s.id = e.actor_id
  left join app.arrival_rows r on r.tenant_id = n.tenant_id and r.card_id = n.card_id and r.state = 'done'
  left join app.arrival_imports i on i.tenant_id = r.tenant_id and i.id = r.import_id
  where n.tenant_id = ${tenantId} and n.letter_made_at >= ${since}
  group by n.letter_made_at, e.actor_id, s.name
  order by n.letter_made_at desc
  limit 50`

/** The opening of one letter, by the id of its number; null while it waits. */
export async function openingOf(tx: Tx, tenantId: string, letterId: string) {
  const [row] = await tx<[Pick<Opening, 'openedAt' | 'staffId' | 'by'>?]>`
    select n.letter_made_at as opened_at, e.actor_id as staff_id, s.name as by
    from app.inquiry_numbers n
    join app.custody_events e on e.tenant_id = n.tenant_id and e.card_id = n.card_id and e.act = 'print_letter'
      and e.occurred_at = n.letter_made_at
    join app.staff_members s on s.tenant_id = e.tenant_id and s.id = e.actor_id
    where n.tenant_id = ${tenantId} and n.id = ${letterId}`
  return row ?? null
}
