import { createHash } from 'node:crypto'
import type { Actor, Database, Tx } from '@madoguchi/db'
import { dateAt } from '../../calendar.ts'
import { type ImportId, refuse } from '../../kernel.ts'
import type { BadRow, GoodRow } from './arrival-rules.ts'
import {
  activeVenues,
  beginImport,
  deleteRows,
  endStaging,
  failImport,
  type StagedRow,
  stageRows,
} from './arrivals.sql.ts'
import type { Known, MappingProfile } from './mapping-profile.ts'
import { apartFromCards } from './notice-clashes.sql.ts'
import { readOtherwise } from './other-profile.sql.ts'
import { type FileRefusal, readArrivals } from './read-arrivals.ts'

export type ArrivalUpload = {
  /** Minted with the form. */
  importId: ImportId
  fileName: string
  profile: MappingProfile
  /** The municipality's profiles, among which one is looked for that fits when the chosen one does not. */
  profiles?: readonly MappingProfile[]
  stream: AsyncIterable<Uint8Array>
}

const BATCH = 1000

/**
 * The dry run: reads an arrival file as it streams in and keeps its rows aside, a thousand per transaction, so that the
 * import's counts tell how far it is. Nothing becomes a card. A file that is none, or a broken upload, leaves no row;
 * the same form sent twice is answered at once. A file that fits another profile only is read with that, and waits until
 * somebody agrees (agreeToProfile): its bytes, in which a 個人番号 may stand, are kept nowhere to be read again.
 */
export async function stageArrivals(
  db: Database,
  actor: Actor & { subjectId: string },
  upload: ArrivalUpload,
  now: Date,
): Promise<
  { ok: true; value: { importId: ImportId } } | FileRefusal | { ok: false; reason: 'import-not-open' }
> {
  const { importId } = upload
  const { tenantId } = actor
  const venues = await db.as(actor, (tx) => begin(tx, actor, upload, now))
  if (!venues) return { ok: true, value: { importId } }

  try {
    const refused = await stageRowsOf(db, actor, upload, { venues, today: dateAt(now) })
    return refused ?? { ok: true, value: { importId } }
  } catch (defect) {
    await db.as(actor, async (tx) => {
      await deleteRows(tx, tenantId, importId)
      await failImport(tx, tenantId, importId, 'interrupted')
    })
    throw defect
  }
}

async function begin(
  tx: Tx,
  { tenantId, subjectId }: Actor & { subjectId: string },
  it: ArrivalUpload,
  now: Date,
) {
  const fileName = [...it.fileName].slice(0, 200).join('')
  const begun = await beginImport(tx, tenantId, {
    id: it.importId,
    fileName,
    profile: it.profile.id,
    staffId: subjectId,
    now,
  })
  return begun ? new Set((await activeVenues(tx, tenantId)).map((venue) => venue.code)) : null
}

async function stageRowsOf(
  db: Database,
  actor: Actor,
  { importId, profile, profiles, stream }: ArrivalUpload,
  known: Known,
) {
  const { tenantId } = actor
  const hash = createHash('sha256')
  const file = await readArrivals(hashed(stream, hash), profile, known, profiles)
  if (!file.ok) {
    const columns = 'columns' in file ? file.columns : []
    await db.as(actor, (tx) => failImport(tx, tenantId, importId, file.reason, columns))
    return file
  }
  const { misfit, profile: fits } = file.value
  if (misfit) await db.as(actor, (tx) => readOtherwise(tx, tenantId, importId, fits.id, misfit.columns))

  for await (const rows of batchesOf(file.value.rows)) {
    const open = await db.as(actor, async (tx) => {
      const apart = await apartFromCards(tx, tenantId, rows)
      return stageRows(tx, tenantId, importId, apart.map(stagedRow))
    })
    if (!open) return refuse('import-not-open')
  }
  const digest = hash.digest()
  await db.as(actor, (tx) => endStaging(tx, tenantId, importId, { encoding: file.value.encoding, digest }))
  return null
}

async function* batchesOf(rows: AsyncIterable<GoodRow | BadRow>): AsyncGenerator<(GoodRow | BadRow)[]> {
  let batch: (GoodRow | BadRow)[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** A row as it is kept until it is committed or dropped: as it came (masked), a good one also as the card it will be. */
export const stagedRow = (row: GoodRow | BadRow): StagedRow =>
  'good' in row
    ? { line: row.line, state: 'good', cells: row.texts, arrival: row.good, problems: row.warnings }
    : { line: row.line, state: 'bad', cells: row.bad, arrival: null, problems: row.problems }

async function* hashed(stream: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  for await (const chunk of stream) {
    hash.update(chunk)
    yield chunk
  }
}
