import type { Database, Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import { readNationalCalendar } from '../national/index.ts'
import { type CalendarException, withExceptions } from './exception-rules.ts'
import { exceptionsInForce } from './exceptions.sql.ts'
import { keepRecent } from './keep-recent.ts'
import { TENANTS_CHANGED } from './load-tenants.ts'
import { PolicyDocument } from './policy-document.ts'
import type { Policy } from './policy-rules.ts'
import { announcementsOf, lanesOf, policiesOf, type TenantSettings, venuesOf } from './settings.sql.ts'

/**
 * Reads a municipality's settings inside a transaction that has entered as one of its roles (not `operator`). In every
 * calendar stands what its officers have closed or opened besides; `change` looks at how it would be with others.
 */
export async function readTenantSettings(
  tx: Tx,
  tenantId: TenantId,
  change: (inForce: CalendarException[]) => CalendarException[] = (inForce) => inForce,
): Promise<TenantSettings> {
  const [policies, exceptions, venues, lanes, announcements, national] = await Promise.all([
    policiesOf(tx, tenantId),
    exceptionsInForce(tx, tenantId).then(change),
    venuesOf(tx, tenantId),
    lanesOf(tx, tenantId),
    announcementsOf(tx, tenantId),
    readNationalCalendar(tx),
  ])
  return {
    policies: policies.map((it) => ({ ...it, document: withBesides(it.document, exceptions) })),
    venues: venues.map(({ details, ...it }) => ({ ...details, ...it })),
    lanes,
    announcements,
    national,
  }
}

function withBesides(document: unknown, exceptions: readonly CalendarException[]): Policy {
  const policy = PolicyDocument.parse(document)
  return { ...policy, calendar: withExceptions(policy.calendar, exceptions) }
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
