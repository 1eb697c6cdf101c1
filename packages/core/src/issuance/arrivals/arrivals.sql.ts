import type { Tx } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'
import { nameNeedsConfirming } from '../name-rules.ts'
import type { ArrivalProblem, ArrivalTexts, ArrivalWarning, CardArrival } from './arrival-rules.ts'

export type ImportState =
  | 'staging'
  | 'mismatched'
  | 'staged'
  | 'committing'
  | 'committed'
  | 'discarded'
  | 'failed'

/**
 * An upload and how far it has come. `rowsUnchanged` counts lines whose 申請書ID is known already, `rowsUnclear` good ones
 * whose name has to be confirmed. `profileChosen` did not fit the file, `columnsWrong` are its columns that it lacks or has
 * twice; `mismatched` waits for somebody to agree to `profile`, with which it was read instead.
 */
export type ArrivalImport = {
  id: ImportId
  fileName: string
  profile: string
  profileChosen: string | null
  columnsWrong: string[]
  encoding: string | null
  state: ImportState
  failure: string | null
  rowsGood: number
  rowsBad: number
  rowsDone: number
  rowsUnchanged: number
  rowsUnclear: number
  createdBy: string
  createdByName: string
  createdAt: Date
  committedAt: Date | null
}

/** A row as it is staged: `cells` as it came (masked). `problems` of a good row are its warnings. */
export type StagedRow =
  | {
      line: number
      state: 'good'
      cells: ArrivalTexts
      arrival: CardArrival
      problems: ArrivalWarning[]
    }
  | { line: number; state: 'bad'; cells: ArrivalTexts; arrival: null; problems: ArrivalProblem[] }

/** False when this import has begun already: the form was sent twice. */
export async function beginImport(
  tx: Tx,
  tenantId: string,
  it: { id: ImportId; fileName: string; profile: string; staffId: string; now: Date },
) {
  const { count } = await tx`
    insert into app.arrival_imports (tenant_id, id, file_name, profile, created_by, created_at)
    values (${tenantId}, ${it.id}, ${it.fileName}, ${it.profile}, ${it.staffId}, ${it.now})
    on conflict (tenant_id, id) do nothing`
  return count === 1
}

/**
 * Stages rows, and moves the import's counts on by as many; rows whose 申請書ID has a card are counted as known. False
 * when somebody has discarded the import meanwhile.
 */
export async function stageRows(tx: Tx, tenantId: string, importId: ImportId, rows: readonly StagedRow[]) {
  const good = rows.flatMap((it) => (it.state === 'good' ? [it.arrival.applicationId] : []))
  const unclear = rows.filter((it) => it.state === 'good' && nameNeedsConfirming(it.arrival.name))
  const { count } = await tx`
    update app.arrival_imports set
      rows_unclear = rows_unclear + ${unclear.length}, rows_good = rows_good + ${good.length}, rows_bad = rows_bad + ${rows.length - good.length},
      rows_unchanged = rows_unchanged + (
        select count(*) from app.cards c where c.tenant_id = ${tenantId} and c.application_id = any (${good}))
    where tenant_id = ${tenantId} and id = ${importId} and state = 'staging'`
  if (count === 0) return false
  await tx`
    insert into app.arrival_rows (tenant_id, import_id, line, state, cells, arrival, problems)
    select ${tenantId}, ${importId}, r.line, r.state, r.cells, r.arrival, r.problems
    from jsonb_to_recordset(${tx.json(rows as never)})
      as r (line integer, state text, cells jsonb, arrival jsonb, problems jsonb)`
  return true
}

export const endStaging = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  { encoding, digest }: { encoding: string; digest: Buffer },
) => tx`
  update app.arrival_imports set
    state = case when profile_chosen is null then 'staged' else 'mismatched' end, encoding = ${encoding}, file_digest = ${digest}
  where tenant_id = ${tenantId} and id = ${importId} and state = 'staging'`

export const failImport = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  failure: string,
  columns: readonly string[] = [],
) => tx`
  update app.arrival_imports set state = 'failed', failure = ${failure}, columns_wrong = ${columns as string[]}
  where tenant_id = ${tenantId} and id = ${importId} and state = 'staging'`

export const discardImport = (tx: Tx, tenantId: string, importId: ImportId) => tx`
  update app.arrival_imports set state = 'discarded' where tenant_id = ${tenantId} and id = ${importId}`

/** No personal data stays of a dry run that came to nothing. */
export const deleteRows = (tx: Tx, tenantId: string, importId: ImportId) => tx`
  delete from app.arrival_rows where tenant_id = ${tenantId} and import_id = ${importId}`

/** The newest imports first; of one id when given. */
export const importsOf = (tx: Tx, tenantId: string, id: string | null = null) => tx<ArrivalImport[]>`
  select i.id, i.file_name, i.profile, i.profile_chosen, i.columns_wrong, i.encoding, i.state, i.failure,
    i.rows_good, i.rows_bad, i.rows_done, i.rows_unchanged, i.rows_unclear, i.created_by, s.name as created_by_name, i.created_at, i.committed_at
  from app.arrival_imports i
  join app.staff_members s on s.tenant_id = i.tenant_id and s.id = i.created_by
  where i.tenant_id = ${tenantId} and (${id}::uuid is null or i.id = ${id}::uuid)
  order by i.created_at desc, i.id desc
  limit 50`

/** Locks an import until the transaction ends, so that two officers take turns. */
export async function lockImport(tx: Tx, tenantId: string, id: ImportId) {
  const [row] = await tx<[{ state: ImportState; profile: string }?]>`
    select state, profile from app.arrival_imports where tenant_id = ${tenantId} and id = ${id} for update`
  return row
}

/** A committed import of the same bytes, other than this one, and how many of its bad rows still wait: first one where some do. */
export async function earlierCopyOf(tx: Tx, tenantId: string, id: ImportId) {
  const [row] = await tx<[{ id: ImportId; committedAt: Date; rowsBad: number }?]>`
    select e.id, e.committed_at, e.rows_bad
    from app.arrival_imports i
    join app.arrival_imports e on e.tenant_id = i.tenant_id and e.file_digest = i.file_digest and e.id <> i.id
    where i.tenant_id = ${tenantId} and i.id = ${id} and e.state = 'committed'
    order by e.rows_bad > 0 desc, e.committed_at desc
    limit 1`
  return row
}

/** Rows of one state in the order of their lines, after a line. */
export const rowsAfter = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  state: 'good' | 'bad',
  { line, limit }: { line: number; limit: number },
) => tx<StagedRow[]>`
  select line, state, cells, arrival, problems
  from app.arrival_rows
  where tenant_id = ${tenantId} and import_id = ${importId} and state = ${state} and line > ${line}
  order by line
  limit ${limit}`

/** The codes of the venues that are in use. */
export const activeVenues = (tx: Tx, tenantId: string) => tx<{ code: string }[]>`
  select code from app.venues where tenant_id = ${tenantId} and active`
