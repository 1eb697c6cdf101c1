import type { Tx } from '@madoguchi/db'
import type { HolidayDiff } from './holiday-diff-rules.ts'
import type { BadLine } from './holiday-file-rules.ts'
import type { Holiday } from './national-calendar-rules.ts'

// Global tables: the national calendar is the same for every municipality, and only operators write it.

/** How many days of each kind an approval changed. */
export type ChangesCounted = Record<'added' | 'removed' | 'renamed', number> & {
  from: number
  until: number
}
export type HolidayImport = {
  id: string
  fileName: string
  digest: string
  days: Holiday[]
  problems: BadLine[]
  uploadedAt: Date
  uploadedBy: string
  changes: ChangesCounted | null
  approvedAt: Date | null
  approvedBy: string | null
}

/** Two approvals at once take turns; the lock goes with the transaction. */
export const lockNationalCalendar = (tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtext('madoguchi.national-calendar')) -- tenant: none, the same for all`

/** An upload, with the names of whom it is from. */
export async function holidayImportOf(tx: Tx, id: string): Promise<HolidayImport | undefined> {
  const [row] = await tx<HolidayImport[]>`
    select i.id, i.file_name, i.digest, i.days, i.problems, i.uploaded_at, u.name as uploaded_by, i.changes,
      i.approved_at, a.name as approved_by
    from app.holiday_imports i join app.operators u on u.id = i.uploaded_by
      left join app.operators a on a.id = i.approved_by
    where i.id = ${id} -- tenant: none, the same for all`
  return row
}

export type ImportLine = Pick<HolidayImport, 'id' | 'fileName' | 'uploadedAt' | 'uploadedBy' | 'approvedAt'>

/** The upload that was approved last, and the newest one after it that still waits. */
export async function newestImports(tx: Tx): Promise<{ approved?: ImportLine; waiting?: ImportLine }> {
  const rows = await tx<(ImportLine & { isWaiting: boolean })[]>`
    select distinct on (i.approved_at is null) i.id, i.file_name, i.uploaded_at, u.name as uploaded_by, i.approved_at,
      i.approved_at is null as is_waiting
    from app.holiday_imports i join app.operators u on u.id = i.uploaded_by
    order by i.approved_at is null, coalesce(i.approved_at, i.uploaded_at) desc -- tenant: none, the same for all`
  const approved = rows.find((it) => !it.isWaiting)
  const waiting = rows.find(
    (it) => it.isWaiting && !(approved?.approvedAt && it.uploadedAt <= approved.approvedAt),
  )
  return { ...(approved ? { approved } : {}), ...(waiting ? { waiting } : {}) }
}

type Upload = Pick<HolidayImport, 'id' | 'fileName' | 'digest' | 'days' | 'problems'>

export const saveImport = (tx: Tx, it: Upload, operatorId: string, now: Date) => tx`
  insert into app.holiday_imports (id, file_name, digest, days, problems, uploaded_by, uploaded_at)
  values (${it.id}, ${it.fileName}, ${it.digest}, ${tx.json(it.days as never)}, ${tx.json(it.problems as never)},
    ${operatorId}, ${now}) -- tenant: none, the same for all`

/** Makes the days in force what an upload says, for the years that it speaks for. */
export async function putInForce(tx: Tx, importId: string, days: readonly Holiday[], diff: HolidayDiff) {
  const removed = diff.removed.map((it) => it.day as string)
  await tx`delete from app.national_holidays where day = any (${removed}::date[]) -- tenant: none, the same for all`
  await tx`
    insert into app.national_holidays as h (day, name, import_id)
    select d.day, d.name, ${importId} from jsonb_to_recordset(${tx.json(days as never)}) as d (day date, name text)
    on conflict (day) do update set name = excluded.name, import_id = excluded.import_id
      where h.name <> excluded.name -- tenant: none, the same for all`
}

export const markApproved = (
  tx: Tx,
  { id, changes, operatorId, now }: { id: string; changes: ChangesCounted; operatorId: string; now: Date },
) => tx`
  update app.holiday_imports set changes = ${tx.json(changes as never)}, approved_by = ${operatorId}, approved_at = ${now}
  where id = ${id} -- tenant: none, the same for all`
