import type { Actor, Database, Tx } from '@madoguchi/db'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { mintId, ok, type Result, refuse, type StaffId, type TenantId } from '../kernel.ts'
import { type CalendarException, type LocalText, TENANTS_CHANGED } from '../tenancy/index.ts'
import { actFor, askToCarryOut, type BadDayTerms, saveAct, saveItems } from './acts.sql.ts'
import { type Change, mayChangeCalendar } from './change-rules.ts'
import { type Choices, decisionsFor } from './choose-rules.ts'
import { askForSlots, exceptionsSince, lockCalendar, markWithdrawn, saveException } from './exceptions.sql.ts'
import { type Effect, type Look, lookAtChange } from './look-at-change.ts'

/** Who changes the calendar. */
export type Changer = { id: StaffId; roles: readonly StaffRole[] }

/** A new exception, or one to be taken back, with the reason that those whom it meets are told. */
export type AskedChange =
  | { change: 'add'; exception: CalendarException }
  | { change: 'withdraw'; exceptionId: string; reason: LocalText }

export type ChangeRefusal =
  | 'not-your-part'
  | 'not-in-force'
  | 'nothing-changes'
  | 'too-many'
  | 'undecided'
  | 'place-gone'
export const CHANGE_REFUSALS = [
  'not-your-part',
  'not-in-force',
  'nothing-changes',
  'too-many',
  'undecided',
  'place-gone',
] as const satisfies readonly ChangeRefusal[]

/** What a change would do; null when there is nothing to take back. Nothing is written. */
export const previewChange = (
  db: Database,
  actor: Actor,
  asked: AskedChange,
  now: Date,
  look: Look = {},
): Promise<Effect | null> =>
  db.as(actor, async (tx) => {
    const tenantId = actor.tenantId as TenantId
    const exception = await exceptionIn(tx, tenantId, asked)
    return exception && lookAtChange(tx, tenantId, { change: asked.change, exception }, now, look)
  })

async function exceptionIn(
  tx: Tx,
  tenantId: TenantId,
  asked: AskedChange,
): Promise<CalendarException | null> {
  if (asked.change === 'add') return asked.exception
  const [stored] = await exceptionsSince(tx, tenantId, null, asked.exceptionId)
  return stored && !stored.withdrawnAt ? stored : null
}

/** What is chosen for each that a change meets: one by one as they were shown, or by a rule for all of them as they are. */
type Chosen = { choices: Choices | ((effect: Effect) => Choices); look?: Look; terms?: BadDayTerms }

/**
 * Makes a change of the calendar with what was decided about each reservation that it meets, in one transaction: the
 * exception, the act with its items, and the messages that have the slots made anew and the act carried out. Two officers
 * take turns; the same form twice is one change. Answers the act.
 */
export function makeChange(
  db: Database,
  actor: Actor,
  by: Changer,
  { choices, look, terms, ...asked }: AskedChange & Chosen,
  now: Date,
): Promise<Result<{ actId: string; met: number }, ChangeRefusal>> {
  const tenantId = actor.tenantId as TenantId
  if (!mayChangeCalendar(by.roles)) return Promise.resolve(refuse('not-your-part'))
  return db.as(actor, async (tx) => {
    await lockCalendar(tx, tenantId)
    const made = await actFor(
      tx,
      tenantId,
      asked.change === 'add' ? asked.exception.id : asked.exceptionId,
      asked.change,
    )
    if (made) return ok({ actId: made, met: typeof choices === 'function' ? 1 : choices.size })
    const exception = await exceptionIn(tx, tenantId, asked)
    if (!exception) return refuse('not-in-force')

    const effect = await lookAtChange(tx, tenantId, { change: asked.change, exception }, now, look)
    if (asked.change === 'add' && !effect.changesAnything) return refuse('nothing-changes')
    if (effect.tooMany) return refuse('too-many')
    const { decided, undecided, placeGone } = decisionsFor(
      effect.hits,
      typeof choices === 'function' ? choices(effect) : choices,
      effect.candidates,
    )
    if (undecided.length > 0) return refuse('undecided')
    if (placeGone.length > 0) return refuse('place-gone')

    const actId = await write(tx, tenantId, { ...asked, exception, terms: terms ?? null }, by.id, now)
    await saveItems(tx, tenantId, { actId, by: by.id }, decided, now)
    await askToCarryOut(tx, tenantId, actId)
    return ok({ actId, met: effect.hits.length })
  })
}

async function write(
  tx: Tx,
  tenantId: TenantId,
  asked: AskedChange & { exception: CalendarException; terms: BadDayTerms | null },
  by: StaffId,
  now: Date,
): Promise<string> {
  const { exception } = asked
  const change: Change = asked.change
  if (change === 'add') await saveException(tx, tenantId, exception, by, now)
  else await markWithdrawn(tx, tenantId, exception.id, by, now)
  const actId = mintId<string>()
  const reason = asked.change === 'add' ? exception.reason : asked.reason
  await saveAct(
    tx,
    tenantId,
    { id: actId, exceptionId: exception.id, change, reason, by, terms: asked.terms },
    now,
  )
  await askForSlots(tx, tenantId)
  await tx`select pg_notify(${TENANTS_CHANGED}, '') -- tenant: all`
  return actId
}
