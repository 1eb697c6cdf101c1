import type { Actor, Database } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'
import { type NameToConfirm, namesAfter } from './arrival-names.sql.ts'
import { csvLine } from './csv-line.ts'

export type { NameToConfirm } from './arrival-names.sql.ts'

const PAGE = 1000

/** A page of an import's unclear names after a line, and the line after which the next page begins (null on the last). */
export async function namesToConfirm(
  db: Database,
  actor: Actor,
  importId: ImportId,
  { line = 0, limit = 50 } = {},
): Promise<{ names: NameToConfirm[]; next: number | null }> {
  const found = await db.as(actor, (tx) =>
    namesAfter(tx, actor.tenantId, importId, { line, limit: limit + 1 }),
  )
  const names = found.slice(0, limit)
  return { names, next: found.length > limit ? (names.at(-1)?.line ?? null) : null }
}

/** All of them as a CSV file (UTF-8 with BOM, CRLF) under these headings: line, 申請書ID, name. */
export async function* namesToConfirmCsv(
  db: Database,
  actor: Actor,
  importId: ImportId,
  headings: readonly string[],
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(headings)}`
  for (let line: number | null = 0; line !== null; ) {
    const page = await namesToConfirm(db, actor, importId, { line, limit: PAGE })
    for (const it of page.names) yield csvLine([String(it.line), it.applicationId, it.name ?? ''])
    line = page.next
  }
}
