export { ANNOUNCEMENT_KINDS, Announcement, announcementsAt } from './announcement.ts'
export { type CalendarException, daysOf, withExceptions } from './exception-rules.ts'
export { type ExceptionRow, exceptionOf } from './exceptions.sql.ts'
export { type FleetRow, fleetNow } from './fleet.ts'
export { TROUBLES, type Trouble } from './fleet-rules.ts'
export { keepRecent } from './keep-recent.ts'
export { type Loaded, loadTenants, TENANTS_CHANGED } from './load-tenants.ts'
export { PolicyDocument } from './policy-document.ts'
export * from './policy-rules.ts'
export { type Read, readTenant, readTenantFile, slugsIn, type TenantFolder } from './read-tenant.ts'
export type { TenantAnnouncement, TenantLane, TenantSettings, TenantVenue } from './settings.sql.ts'
export { type Change, sayChange } from './tenant-diff.ts'
export {
  openTenantDirectory,
  type Tenant,
  type TenantDirectory,
  type TenantState,
} from './tenant-directory.ts'
export { policyIn, TenantFile, type Venue } from './tenant-file.ts'
export { openTenantSettings, readTenantSettings, type SettingsInMemory } from './tenant-settings.ts'
export type { TenantProfile, VenueDetails } from './tenant-shape.ts'
