import { createHash } from 'node:crypto'
import type { Database, Tx } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import { mintId, NO_TENANT, ok, type Result, refuse } from '../kernel.ts'
import { countReservations, type Met } from './count-reservations.ts'
import { diffHolidays, type HolidayDiff, isNothing } from './holiday-diff-rules.ts'
import {
  type HolidayImport,
  holidayImportOf,
  lockNationalCalendar,
  markApproved,
  putInForce,
  saveImport,
} from './holiday-imports.sql.ts'
import { importedHolidays } from './national.sql.ts'
import { type Holiday, yearOf } from './national-calendar-rules.ts'
import { PUBLISHED } from './published-holidays.ts'
import { type HolidayFileRefusal, readHolidayFile } from './read-holiday-file.ts'
import { spanOn } from './stop-rules.ts'
import { tellEveryTenant } from './tell-every-tenant.ts'

const asOperator = (operatorId: string) =>
  ({ role: 'operator', tenantId: NO_TENANT, subjectId: operatorId }) as const

/** Reads an uploaded file and keeps it, to be looked at and approved. Nothing is in force by that. */
export async function stageHolidays(
  db: Database,
  operatorId: string,
  file: { name: string; bytes: Uint8Array },
  now: Date,
): Promise<Result<{ importId: string }, HolidayFileRefusal | 'nothing-changes'>> {
  const read = await readHolidayFile(file.bytes, yearOf(dateAt(now)))
  if (!read.ok) return refuse(read.reason)
  const { days, bad } = read.value
  const importId = mintId()
  const digest = createHash('sha256').update(file.bytes).digest('hex')

  return db.as(asOperator(operatorId), async (tx) => {
    if (bad.length === 0 && isNothing(await diffNow(tx, days))) return refuse('nothing-changes')
    await saveImport(tx, { id: importId, fileName: file.name, digest, days, problems: bad }, operatorId, now)
    return ok({ importId })
  })
}

/** An upload as an operator decides about it. Once it has been approved there is no `plan` any more. */
export type HolidayImportView = HolidayImport & { plan: HolidayPlan | null }
export type HolidayPlan = {
  diff: HolidayDiff
  /** What was seen: an approval names it, so that nothing else comes into force. */
  seen: string
  /** Reservations, still ahead, on the days that are added. */
  met: (Holiday & { tenants: Met[] })[]
}

/** An upload, what it would change now, and whom that meets; null when there is none of that id. */
export async function holidayImport(
  db: Database,
  operatorId: string,
  id: string,
  now: Date,
): Promise<HolidayImportView | null> {
  const found = await db.as(asOperator(operatorId), async (tx) => {
    const stored = await holidayImportOf(tx, id)
    const days = stored ? daysAhead(stored, now) : []
    return stored && { stored, diff: days.length > 0 ? await diffNow(tx, days) : null }
  })
  if (!found) return null
  const { stored, diff } = found
  if (stored.approvedAt || !diff) return { ...stored, plan: null }
  const counts = await countReservations(
    db,
    operatorId,
    diff.added.map((it) => spanOn(it.day)),
    now,
  )
  const met = diff.added.map((it, at) => ({ ...it, tenants: counts[at] ?? [] }))
  return { ...stored, plan: { diff, seen: digestOf(diff), met: met.filter((it) => it.tenants.length > 0) } }
}

export type ApproveRefusal =
  | 'not-found'
  | 'already-approved'
  | 'has-bad-lines'
  | 'nothing-changes'
  | 'has-changed'

/**
 * Puts an upload in force, in one transaction: the days, who approved, and a message to each municipality that makes its
 * slots anew. `seen` is the plan that was looked at; when the calendar has changed meanwhile, it is to be looked at again.
 */
export function approveHolidays(
  db: Database,
  operatorId: string,
  { importId, seen }: { importId: string; seen: string },
  now: Date,
): Promise<Result<HolidayDiff, ApproveRefusal>> {
  return db.as(asOperator(operatorId), async (tx) => {
    await lockNationalCalendar(tx)
    const stored = await holidayImportOf(tx, importId)
    if (!stored) return refuse('not-found')
    if (stored.approvedAt) return refuse('already-approved')
    const days = daysAhead(stored, now)
    if (stored.problems.length > 0 || days.length === 0) return refuse('has-bad-lines')

    const diff = await diffNow(tx, days)
    if (isNothing(diff)) return refuse('nothing-changes')
    if (digestOf(diff) !== seen) return refuse('has-changed')
    const { from, until, added, removed, renamed } = diff
    const changes = {
      from,
      until,
      added: added.length,
      removed: removed.length,
      renamed: renamed.length,
    }
    await putInForce(tx, importId, days, diff)
    await markApproved(tx, { id: importId, changes, operatorId, now })
    await tellEveryTenant(tx, operatorId)
    return ok(diff)
  })
}

/** Years may have passed since the upload; what is past is left alone. */
const daysAhead = ({ days }: HolidayImport, now: Date) =>
  days.filter((it) => yearOf(it.day) >= yearOf(dateAt(now)))

const diffNow = async (tx: Tx, days: readonly Holiday[]) =>
  diffHolidays(days, await importedHolidays(tx), PUBLISHED.holidays)

const digestOf = (diff: HolidayDiff) =>
  createHash('sha256').update(JSON.stringify(diff)).digest('hex').slice(0, 32)
