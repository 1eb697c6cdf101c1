import type { Actor, Database, Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import {
  actsDue,
  beginAct,
  callOffRow,
  lockItem,
  lockReservation,
  moveRow,
  noteVisitEvent,
  offerPlace,
  type PendingItem,
  pendingItems,
  settleItem,
} from './carry-out.sql.ts'
import { ITEM_PROBLEMS, type ItemProblem, stillStands } from './change-rules.ts'

/**
 * Does what was decided in an act, one reservation per transaction: begun again after its program was killed, it goes on
 * where it was; two copies at once do everything once. What cannot be done is noted and left to an officer. An act that waits
 * to be carried out, or was undone, is left alone. Throws when something broke, after everything else has been done.
 */
export async function carryOut(
  db: Database,
  { tenantId, actId }: { tenantId: TenantId; actId: string },
  now: () => Date,
) {
  const actor: Actor = { role: 'machine', tenantId, subjectId: null }
  if (!(await db.as(actor, (tx) => beginAct(tx, tenantId, actId, now())))) return
  const broken: unknown[] = []
  for (const id of await db.as(actor, (tx) => pendingItems(tx, tenantId, actId)))
    await db.as(actor, (tx) => carryOutOne(tx, tenantId, id, now())).catch((defect) => broken.push(defect))
  if (broken.length > 0) throw new AggregateError(broken, `act ${actId}: ${broken.length} items broke`)
}

/** The acts that waited and whose time has come, the earliest first: what killed programs left of them too. */
export const actsToCarryOut = (db: Database, tenantId: TenantId, now: Date): Promise<string[]> =>
  db.as({ role: 'machine', tenantId, subjectId: null }, (tx) => actsDue(tx, tenantId, now))

async function carryOutOne(tx: Tx, tenantId: TenantId, id: string, now: Date) {
  const item = await lockItem(tx, tenantId, id)
  if (!item) return
  const standing = stillStands(item, await lockReservation(tx, tenantId, item.reservationId))
  const answer = standing === 'go-on' ? await act(tx, tenantId, item, now) : standing
  if (answer === 'done' || answer === 'stopped') await settleItem(tx, tenantId, id, { state: answer }, now)
  else await settleItem(tx, tenantId, id, { state: 'failed', problem: answer }, now)
}

async function act(tx: Tx, tenantId: TenantId, item: PendingItem, now: Date): Promise<'done' | ItemProblem> {
  if (item.decision === 'keep') return 'done'
  const outcome = await (item.decision === 'cancel' ? callOffRow : moveRow)(tx, tenantId, item, now)
  if (outcome === 'moved' || outcome === 'cancelled') {
    if (item.decision === 'offer') await offerPlace(tx, tenantId, item)
    await noteVisitEvent(tx, tenantId, item, now)
    return 'done'
  }
  const problem = ITEM_PROBLEMS.find((it) => it === outcome)
  if (!problem) throw new Error(`a locked reservation was not settled: ${outcome}`)
  return problem
}
