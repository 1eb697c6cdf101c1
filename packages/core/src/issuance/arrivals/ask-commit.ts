import type { Actor, Database } from '@madoguchi/db'
import type { StaffRole } from '../../identity/staff-session-rules.ts'
import { type ImportId, ok, type Result, refuse } from '../../kernel.ts'
import { beginCommit, countKnown, leaveCommit, lockCounts } from './ask-commit.sql.ts'
import { mayReceive } from './receiving-rules.ts'

export type AskCommitRefusal = 'not-your-part' | 'no-such-import' | 'import-not-open' | 'nothing-to-commit'

/**
 * Asks for an import's good rows to become cards: the import is `committing` from now on, and a job takes it from there.
 * Pressing twice asks once. `again` asks anew for one that stands still: the job only goes on where it was.
 */
export function askCommit(
  db: Database,
  actor: Actor & { subjectId: string },
  it: { importId: ImportId; roles: readonly StaffRole[]; again?: boolean },
): Promise<Result<true, AskCommitRefusal>> {
  const { tenantId, subjectId: staffId } = actor
  const { importId, roles, again = false } = it
  if (!mayReceive(roles)) return Promise.resolve(refuse('not-your-part'))

  return db.as(actor, async (tx) => {
    const found = await lockCounts(tx, tenantId, importId)
    if (!found) return refuse('no-such-import')
    const { state, rowsGood, rowsDone, rowsUnchanged } = found
    if (state === 'committing' && !again) return ok(true)
    if (!['staged', 'committing', 'committed'].includes(state)) return refuse('import-not-open')
    const settled = state === 'staged' ? await countKnown(tx, tenantId, importId) : rowsDone + rowsUnchanged
    if (rowsGood <= settled) return refuse('nothing-to-commit')

    await beginCommit(tx, tenantId, importId)
    await leaveCommit(tx, tenantId, { importId, staffId })
    return ok(true)
  })
}
