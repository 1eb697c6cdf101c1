import type { Database } from '@madoguchi/db'
import { NO_TENANT } from '../kernel.ts'
import { reservationsIn, tenantNames } from './every-tenant.sql.ts'
import type { Span } from './stop-rules.ts'

/** The reservations of one municipality within a span. */
export type Met = { tenant: string; reservations: number }

/**
 * Which reservations, still ahead, the spans meet: for each span its municipalities with their number, counted by
 * entering each municipality as an operator. Counts only.
 */
export async function countReservations(
  db: Database,
  operatorId: string,
  spans: readonly Span[],
  now: Date,
): Promise<Met[][]> {
  const as = (tenantId: string) => ({ role: 'operator', tenantId, subjectId: operatorId }) as const
  const met: Met[][] = spans.map(() => [])
  if (spans.length === 0) return met
  for (const { id, name } of await db.as(as(NO_TENANT), (tx) => tenantNames(tx))) {
    for (const { span, reservations } of await db.as(as(id), (tx) => reservationsIn(tx, id, spans, now)))
      met[span]?.push({ tenant: name, reservations })
  }
  return met
}
