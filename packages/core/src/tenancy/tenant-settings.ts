import type { Database, Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import { readNationalCalendar } from '../national/index.ts'
import { keepRecent } from './keep-recent.ts'
import { TENANTS_CHANGED } from './load-tenants.ts'
import { PolicyDocument } from './policy-document.ts'
import { announcementsOf, lanesOf, policiesOf, type TenantSettings, venuesOf } from './settings.sql.ts'

/** Reads a municipality's settings inside a transaction that has entered as one of its roles (not `operator`). */
export async function readTenantSettings(tx: Tx, tenantId: TenantId): Promise<TenantSettings> {
  const [policies, venues, lanes, announcements, national] = await Promise.all([
    policiesOf(tx, tenantId),
    venuesOf(tx, tenantId),
    lanesOf(tx, tenantId),
    announcementsOf(tx, tenantId),
    readNationalCalendar(tx),
  ])
  return {
    policies: policies.map((it) => ({ ...it, document: PolicyDocument.parse(it.document) })),
    venues: venues.map(({ details, ...it }) => ({ ...details, ...it })),
    lanes,
    announcements,
    national,
  }
}

const FIVE_SECONDS = 5_000
const TEN_MINUTES = 600_000

/**
 * Keeps every municipality's settings in memory: renewed when one is older than 5 s and asked for, or when a load says
 * that something changed. While Postgres is away the last answer serves for 10 minutes. `role` is the program's own.
 */
export async function openTenantSettings(db: Database, role: 'resident' | 'staff' | 'machine') {
  const recent = keepRecent(
    (tenantId: TenantId) =>
      db.as({ role, tenantId, subjectId: null }, (tx) => readTenantSettings(tx, tenantId)),
    { maxAge: FIVE_SECONDS, serveStale: TEN_MINUTES },
  )
  const ear = await db.listen(
    TENANTS_CHANGED,
    () => recent.spoil(),
    () => recent.spoil(),
  )

  return {
    of: async (tenantId: TenantId): Promise<TenantSettings> => recent.of(tenantId),
    close: () => ear.unlisten(),
  }
}
export type SettingsInMemory = Awaited<ReturnType<typeof openTenantSettings>>
