import type { Tx } from '@madoguchi/db'
import type { LaneId, TenantId, VenueId } from '../kernel.ts'
import type { NationalCalendar } from '../national/index.ts'
import type { Announcement } from './announcement.ts'
import type { LocalText, PolicyVersion } from './policy-rules.ts'
import type { VenueDetails } from './tenant-shape.ts'

/** A venue as pages show it. `confirmed: false` is 市に確認中. */
export type TenantVenue = VenueDetails & {
  id: VenueId
  code: string
  name: LocalText
  confirmed: boolean
  active: boolean
}
export type TenantLane = {
  id: LaneId
  code: string
  name: LocalText
  procedures: readonly string[]
  active: boolean
}
export type TenantAnnouncement = Omit<Announcement, 'until'> & { code: string; until: Date | null }

/**
 * What a municipality has decided, as its rows say: every version of its rules, its venues, lanes and announcements. With
 * the national calendar, the same for all, so that whoever asks for the one has the other of the same moment.
 */
export type TenantSettings = {
  policies: readonly PolicyVersion[]
  venues: readonly TenantVenue[]
  lanes: readonly TenantLane[]
  announcements: readonly TenantAnnouncement[]
  national: NationalCalendar
}

/** Every version of the municipality's rules, oldest first. */
export const policiesOf = (tx: Tx, tenantId: TenantId) => tx<
  { version: number; effectiveFrom: Date; document: unknown }[]
>`
  select version, effective_from, document from app.policies where tenant_id = ${tenantId} order by version`

/** Venues in the municipality's order, those that have gone too: old reservations still name them. */
export const venuesOf = (tx: Tx, tenantId: TenantId) => tx<
  { id: VenueId; code: string; name: LocalText; details: VenueDetails; confirmed: boolean; active: boolean }[]
>`
  select id, code, name, details, confirmed, active from app.venues where tenant_id = ${tenantId} order by position, code`

export const lanesOf = (tx: Tx, tenantId: TenantId) => tx<
  { id: LaneId; code: string; name: LocalText; procedures: string[]; active: boolean }[]
>`
  select id, code, name, procedure_codes as procedures, active from app.lanes
  where tenant_id = ${tenantId} order by code`

/** Every announcement, shown or not: announcementsAt chooses. */
export const announcementsOf = (tx: Tx, tenantId: TenantId) => tx<TenantAnnouncement[]>`
  select code, kind, title, body, shown_from as "from", shown_until as "until" from app.announcements
  where tenant_id = ${tenantId} order by shown_from`
