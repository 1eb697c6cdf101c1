import type { Tx } from '@madoguchi/db'
import type { TenantId, VenueId } from '../kernel.ts'

/** The venue at which card `c` lies on record: that of the place it is in, however deep; without a place, its own 交付場所. */
export const whereItLies = (tx: Tx) => tx`
  coalesce((
    with recursive up as (
      select id, parent_id, venue_id from app.places where tenant_id = c.tenant_id and id = c.place_id
      union all
      select p.id, p.parent_id, p.venue_id from up
      join app.places p on p.tenant_id = c.tenant_id and p.id = up.parent_id
      where up.venue_id is null
    )
    select venue_id from up where venue_id is not null), c.venue_id)`

/** The place that stands for a venue as a whole; every venue has one (tenant-parts.sql.ts). */
export async function placeOfVenue(tx: Tx, tenantId: TenantId, venueId: VenueId) {
  const [row] = await tx<[{ id: string }?]>`
    select id from app.places where tenant_id = ${tenantId} and venue_id = ${venueId} and kind = 'venue'`
  if (!row) throw new Error('a venue has no place of its own')
  return row.id
}

/** The cards on whose label or notice this is printed: 申請書ID, 交付通知書番号 or 製造番号, without signs between. */
export async function cardsLabelled(tx: Tx, tenantId: TenantId, code: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from app.cards
    where tenant_id = ${tenantId} and (application_id = ${code} or notice_number = ${code} or serial_number = ${code})`
  return rows.map(({ id }) => id)
}
