import type { Actor, Database } from '@madoguchi/db'
import { type ImportId, ok, type Result, refuse } from '../../kernel.ts'
import { deleteRows, discardImport, lockImport } from './arrivals.sql.ts'

/** Throws a dry run away with everything it held; asking twice is answered like the first time. Cards are not touched. */
export function discardArrivals(
  db: Database,
  actor: Actor,
  importId: ImportId,
): Promise<Result<true, 'no-such-import' | 'import-not-open'>> {
  const { tenantId } = actor
  return db.as(actor, async (tx) => {
    const it = await lockImport(tx, tenantId, importId)
    if (!it) return refuse('no-such-import')
    if (it.state === 'committing' || it.state === 'committed') return refuse('import-not-open')
    await deleteRows(tx, tenantId, importId)
    await discardImport(tx, tenantId, importId)
    return ok(true)
  })
}
