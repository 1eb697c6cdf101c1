import type { Actor, Database } from '@madoguchi/db'
import { type ImportId, ok, type Result, refuse } from '../../kernel.ts'
import { type ArrivalImport, earlierCopyOf, importsOf, rowsAfter, type StagedRow } from './arrivals.sql.ts'
import { countKnown } from './ask-commit.sql.ts'
import { registeredRows } from './registered-rows.sql.ts'

type Good = Extract<StagedRow, { state: 'good' }>
type Bad = Extract<StagedRow, { state: 'bad' }>

export type ArrivalPreview = {
  import: ArrivalImport
  /** The next good rows, as they will be stored; `problems` are their warnings. Personal data: never logged. */
  first: Good[]
  bad: Bad[]
  /** The bad lines whose 申請書ID is a card by now: nothing is left to do about them. */
  registered: number[]
  /** The line after which the next page of bad rows begins; null on the last page. */
  nextBad: number | null
  /** The very same file was imported before; `rowsBad` of its rows still wait to be corrected. */
  earlier: { id: ImportId; committedAt: Date; rowsBad: number } | null
}

const FIRST = 10
const PAGE = 50

/** What an import would do, or has done: its counts, the first rows as they will be stored, and a page of bad rows. */
export function previewArrivals(
  db: Database,
  actor: Actor,
  importId: ImportId,
  afterBadLine = 0,
): Promise<Result<ArrivalPreview, 'no-such-import'>> {
  const { tenantId } = actor
  return db.as(actor, async (tx) => {
    const [[it], first, bad, earlier] = await Promise.all([
      importsOf(tx, tenantId, importId),
      rowsAfter(tx, tenantId, importId, 'good', { line: 0, limit: FIRST }),
      rowsAfter(tx, tenantId, importId, 'bad', { line: afterBadLine, limit: PAGE + 1 }),
      earlierCopyOf(tx, tenantId, importId),
    ])
    if (!it) return refuse('no-such-import')
    const known = await registeredRows(tx, tenantId, earlier ? [it.id, earlier.id] : [it.id])
    const registeredIn = (id: ImportId) => known.filter((row) => row.importId === id).map((row) => row.line)

    const page = bad.slice(0, PAGE) as Bad[]
    const nextBad = bad.length > PAGE ? (page.at(-1)?.line ?? null) : null
    return ok({
      import: it,
      first: first as Good[],
      bad: page,
      registered: registeredIn(it.id),
      nextBad,
      earlier: earlier ? { ...earlier, rowsBad: earlier.rowsBad - registeredIn(earlier.id).length } : null,
    })
  })
}

/**
 * A dry run whose known rows are counted anew: since the file was read, another may have been taken in. For the pages
 * on which somebody decides; it looks at every row.
 */
export async function recounted(db: Database, actor: Actor, it: ArrivalImport): Promise<ArrivalImport> {
  if (it.state !== 'staged') return it
  return { ...it, rowsUnchanged: await db.as(actor, (tx) => countKnown(tx, actor.tenantId, it.id)) }
}

/** The municipality's imports, newest first, at most 50; each with how many of its bad rows are cards by now. */
export const arrivalImports = (
  db: Database,
  actor: Actor,
): Promise<(ArrivalImport & { rowsRegistered: number })[]> =>
  db.as(actor, async (tx) => {
    const imports = await importsOf(tx, actor.tenantId)
    const known = await registeredRows(
      tx,
      actor.tenantId,
      imports.flatMap((it) => (it.rowsBad > 0 ? [it.id] : [])),
    )
    return imports.map((it) => ({
      ...it,
      rowsRegistered: known.filter((row) => row.importId === it.id).length,
    }))
  })
