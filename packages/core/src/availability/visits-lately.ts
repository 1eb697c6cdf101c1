import type { Tx } from '@madoguchi/db'
import { addDays, dateAt, instantOf, weekdayOf } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import { policyAsOf, type TenantSettings } from '../tenancy/index.ts'
import type { Visits } from './overbooking-rules.ts'
import { visitsBetween } from './visits.sql.ts'

/**
 * Who came and who did not in the whole weeks (Monday to Sunday) before this one, as many as the rules in force look back upon:
 * within a week the answer stays the same. Empty when the municipality does not overbook.
 */
export async function visitsLately(
  tx: Tx,
  tenantId: TenantId,
  { policies }: Pick<TenantSettings, 'policies'>,
  now: Date,
): Promise<Visits[]> {
  const { overbooking } = policyAsOf(policies, now).document.booking
  if (!overbooking) return []
  const today = dateAt(now)
  const monday = addDays(today, 1 - weekdayOf(today))
  const from = instantOf(addDays(monday, -7 * overbooking.weeks), '00:00')
  return visitsBetween(tx, tenantId, from, instantOf(monday, '00:00'))
}
