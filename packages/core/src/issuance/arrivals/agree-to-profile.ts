import type { Actor, Database } from '@madoguchi/db'
import { type ImportId, ok, type Result, refuse } from '../../kernel.ts'
import { lockImport } from './arrivals.sql.ts'
import { agree } from './other-profile.sql.ts'

/** Agrees to the profile that fits a file, in the place of the one that was chosen; asking twice is answered like once. */
export function agreeToProfile(
  db: Database,
  actor: Actor,
  importId: ImportId,
): Promise<Result<true, 'no-such-import'>> {
  const { tenantId } = actor
  return db.as(actor, async (tx) => {
    if (!(await lockImport(tx, tenantId, importId))) return refuse('no-such-import')
    await agree(tx, tenantId, importId)
    return ok(true)
  })
}
