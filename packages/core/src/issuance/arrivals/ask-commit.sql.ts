import type { Tx } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'
import type { ImportState } from './arrivals.sql.ts'

/** Locks an import with its counts. */
export async function lockCounts(tx: Tx, tenantId: string, id: ImportId) {
  const [row] = await tx<
    [{ state: ImportState; rowsGood: number; rowsDone: number; rowsUnchanged: number }?]
  >`
    select state, rows_good, rows_done, rows_unchanged
    from app.arrival_imports where tenant_id = ${tenantId} and id = ${id} for update`
  return row
}

/** How many good rows of a dry run are cards already, counted now: since it was read, another import may have been taken in. */
export async function countKnown(tx: Tx, tenantId: string, id: ImportId) {
  const [row] = await tx<[{ known: number }]>`
    select count(*)::integer as known
    from app.arrival_rows r
    join app.cards c on c.tenant_id = r.tenant_id and c.application_id = r.arrival ->> 'applicationId'
    where r.tenant_id = ${tenantId} and r.import_id = ${id} and r.state = 'good'`
  return row.known
}

/** From now on it is being committed; what the dry run had estimated is forgotten. */
export const beginCommit = (tx: Tx, tenantId: string, id: ImportId) => tx`
  update app.arrival_imports set state = 'committing',
    rows_unchanged = case when state = 'staged' then 0 else rows_unchanged end
  where tenant_id = ${tenantId} and id = ${id}`

/** Leaves the job that commits an import in the outbox: ids only. */
export const leaveCommit = (tx: Tx, tenantId: string, ids: { importId: ImportId; staffId: string }) => tx`
  insert into app.outbox (tenant_id, topic, payload) values (${tenantId}, 'arrivals.commit', ${tx.json(ids)})`
