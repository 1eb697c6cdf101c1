import type { Tx } from '@madoguchi/db'
import type { CardId, StaffId } from '../../kernel.ts'
import { nameIsHeld } from '../name-held.sql.ts'

/** Whose card it is, with the state of the card. `held`: the name is damaged, and nobody has confirmed it. */
type Holder = { name: string; kana: string | null; state: string; held: boolean; checked: boolean }

/** Locks the person of a card, so that two officers take turns. `checked`: somebody made this very name certain. */
export async function lockHolder(tx: Tx, tenantId: string, cardId: CardId) {
  const [row] = await tx<[Holder?]>`
    select p.name, p.kana, c.state, ${nameIsHeld(tx)} as held, exists (
      select from app.name_checks k
      where k.tenant_id = ${tenantId} and k.card_id = p.card_id and k.name_after = p.name
        and k.kana_after is not distinct from p.kana) as checked
    from app.card_people p
    join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
    where p.tenant_id = ${tenantId} and p.card_id = ${cardId}
    for update of p`
  return row
}

type Name = { name: string; kana: string | null }

export const saveName = (
  tx: Tx,
  tenantId: string,
  cardId: CardId,
  it: Name & { nameKey: string; kanaKey: string | null },
) => tx`
  update app.card_people set name = ${it.name}, kana = ${it.kana}, name_key = ${it.nameKey}, kana_key = ${it.kanaKey}
  where tenant_id = ${tenantId} and card_id = ${cardId}`

export const insertNameCheck = (
  tx: Tx,
  tenantId: string,
  cardId: CardId,
  it: {
    outcome: 'corrected' | 'confirmed'
    before: Name
    after: Name
    reason: string
    staffId: StaffId
    terminal: string
    now: Date
  },
) => tx`
  insert into app.name_checks (tenant_id, card_id, outcome, name_before, name_after, kana_before, kana_after, reason,
    actor_id, terminal, occurred_at)
  values (${tenantId}, ${cardId}, ${it.outcome}, ${it.before.name}, ${it.after.name}, ${it.before.kana}, ${it.after.kana},
    ${it.reason}, ${it.staffId}, ${it.terminal}, ${it.now})`
