import type { Database } from '@madoguchi/db'
import { NO_TENANT } from '../kernel.ts'
import { everyTenant, type FleetTenant, healthOf } from './fleet.sql.ts'
import { type TenantHealth, type Trouble, troublesOf } from './fleet-rules.ts'

export type FleetRow = FleetTenant & { health: TenantHealth; troubles: Trouble[] }

/** Every municipality with its health: counts only, each read by entering that municipality as an operator. */
export async function fleetNow(db: Database, operatorId: string, now: Date): Promise<FleetRow[]> {
  const as = (tenantId: string) => ({ role: 'operator', tenantId, subjectId: operatorId }) as const
  const tenants = await db.as(as(NO_TENANT), (tx) => everyTenant(tx))
  return Promise.all(
    tenants.map(async (tenant) => {
      const health = await db.as(as(tenant.id), (tx) => healthOf(tx, tenant.id, now))
      return { ...tenant, health, troubles: troublesOf(health, now) }
    }),
  )
}
