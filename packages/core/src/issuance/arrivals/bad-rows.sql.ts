import type { Tx } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'
import type { ArrivalProblem, ArrivalTexts } from './arrival-rules.ts'
import type { StagedRow } from './arrivals.sql.ts'

/** Locks one row that is still bad. */
export async function lockBadRow(tx: Tx, tenantId: string, importId: ImportId, line: number) {
  const [row] = await tx<[{ cells: ArrivalTexts; problems: ArrivalProblem[] }?]>`
    select cells, problems from app.arrival_rows
    where tenant_id = ${tenantId} and import_id = ${importId} and line = ${line} and state = 'bad'
    for update`
  return row
}

/** Another line of the import with this 申請書ID, whether it is waiting or a card already. */
export async function lineWith(tx: Tx, tenantId: string, importId: ImportId, applicationId: string) {
  const [row] = await tx<[{ line: number }?]>`
    select r.line
    from app.arrival_rows r
    left join app.cards c on c.tenant_id = r.tenant_id and c.id = r.card_id
    where r.tenant_id = ${tenantId} and r.import_id = ${importId} and r.state in ('good', 'done', 'unchanged')
      and coalesce(c.application_id, r.arrival ->> 'applicationId') = ${applicationId}
    order by r.line
    limit 1`
  return row?.line
}

/** Writes a corrected row back, good or bad still. */
export const saveRow = (tx: Tx, tenantId: string, importId: ImportId, row: StagedRow) => tx`
  update app.arrival_rows set state = ${row.state}, cells = ${tx.json(row.cells)},
    arrival = ${row.arrival ? tx.json(row.arrival) : null}, problems = ${tx.json(row.problems)}
  where tenant_id = ${tenantId} and import_id = ${importId} and line = ${row.line} and state = 'bad'`

/** A bad row that nobody will correct: its line stays, what it said does not. */
export const dropRow = (tx: Tx, tenantId: string, importId: ImportId, line: number) => tx`
  update app.arrival_rows set state = 'dropped', cells = '{}', arrival = null, problems = '[]'
  where tenant_id = ${tenantId} and import_id = ${importId} and line = ${line} and state = 'bad'`

export const moveCounts = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  by: { good: number; bad: number; unclear?: number },
) => tx`
  update app.arrival_imports set rows_good = rows_good + ${by.good}, rows_bad = rows_bad + ${by.bad},
    rows_unclear = rows_unclear + ${by.unclear ?? 0}
  where tenant_id = ${tenantId} and id = ${importId}`
