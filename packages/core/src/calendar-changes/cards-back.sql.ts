import type { Tx } from '@madoguchi/db'
import type { CardId, TenantId } from '../kernel.ts'

/** A card that was to be handed over, where it lies on record and in which state. The name is personal data: never logged. */
export type CardToPutBack = {
  id: CardId
  name: string | null
  state: string
  venue: string
  /** The places from the outermost to the one it lies in; none: the product knows no place of it. */
  places: string[]
  box: string | null
  reservationId: string
  number: string
  wasAt: Date
}

/** The cards of everybody whom an act has moved, offered another place or called off, by where they lie. */
export const cardsToPutBack = (tx: Tx, tenantId: TenantId, actId: string) => tx<CardToPutBack[]>`
  select c.id, cp.name, c.state, v.code as venue, c.box_number as box, r.id as reservation_id, r.number,
    coalesce(ch.from_starts_at, r.starts_at) as was_at, path.labels as places
  from app.calendar_act_items i
  join app.reservations r on r.tenant_id = i.tenant_id and r.id = i.reservation_id
  join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id
  join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  join app.venues v on v.tenant_id = c.tenant_id and v.id = c.venue_id
  left join app.card_people cp on cp.tenant_id = c.tenant_id and cp.card_id = c.id
  left join app.reservation_changes ch
    on ch.tenant_id = i.tenant_id and ch.reservation_id = i.reservation_id and ch.version = i.version + 1
  cross join lateral (
    with recursive up as (
      select q.parent_id, q.label, 1 as depth from app.places q where q.tenant_id = ${tenantId} and q.id = c.place_id
      union all
      select q.parent_id, q.label, up.depth + 1 from up
      join app.places q on q.tenant_id = ${tenantId} and q.id = up.parent_id
    )
    select coalesce(array_agg(label order by depth desc), '{}') as labels from up) path
  where i.tenant_id = ${tenantId} and i.act_id = ${actId} and i.decision <> 'keep' and i.state <> 'stopped'
  order by v.code, path.labels, c.box_number, cp.kana_key, c.id`
