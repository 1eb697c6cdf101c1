import type { Tx } from '@madoguchi/db'
import type { MyCard } from './my-card-rules.ts'

/** The card of whoever is entered: row security shows a resident their own and no other. */
export async function cardOf(tx: Tx, tenantId: string, cardId: string) {
  const [card] = await tx<[MyCard?]>`
    select c.id, c.kind, c.state, c.state_since, c.venue_id, c.deadline_on, c.expires_on, p.name, p.birth_date,
      case when c.state = 'suspended' then (
        select e.reason from app.custody_events e
        where e.tenant_id = c.tenant_id and e.card_id = c.id and e.act = 'break_off' order by e.seq desc limit 1
      ) end as broken_off
    from app.cards c join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
    where c.tenant_id = ${tenantId} and c.id = ${cardId}`
  return card
}
