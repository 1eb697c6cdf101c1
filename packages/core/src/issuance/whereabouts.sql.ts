import type { Tx } from '@madoguchi/db'
import type { TenantId, VenueId } from '../kernel.ts'

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
