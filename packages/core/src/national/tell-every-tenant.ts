import type { Tx } from '@madoguchi/db'
import { TENANTS_CHANGED } from '../tenancy/load-tenants.ts'
import { askForSlots, enterAs, tenantNames } from './every-tenant.sql.ts'

/**
 * The last act of a transaction that changed the national calendar: memories are told after the commit, and each
 * municipality is left a message that makes its slots anew. Afterwards the transaction stands in the last of them.
 */
export async function tellEveryTenant(tx: Tx, operatorId: string) {
  await tx`select pg_notify(${TENANTS_CHANGED}, '') -- tenant: all`
  for (const { id } of await tenantNames(tx)) {
    await enterAs(tx, id, operatorId)
    await askForSlots(tx, id)
  }
}
