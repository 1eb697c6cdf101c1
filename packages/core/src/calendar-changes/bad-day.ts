import type { Actor, Database } from '@madoguchi/db'
import { ok, type Result, refuse, type TenantId } from '../kernel.ts'
import { TENANTS_CHANGED } from '../tenancy/index.ts'
import { actOf, stopItems, undoAct } from './acts.sql.ts'
import type { BadDay } from './bad-day-form-rules.ts'
import { decideForAll } from './bad-day-rules.ts'
import { mayChangeCalendar } from './change-rules.ts'
import { askForSlots, lockCalendar, markWithdrawn } from './exceptions.sql.ts'
import type { Effect } from './look-at-change.ts'
import { type ChangeRefusal, type Changer, makeChange, previewChange } from './make-change.ts'

/** A bad day meets whole cities: nothing is chosen one by one, so more go into one act than on a page of choices. */
export const MOST_ON_A_BAD_DAY = 5000

const lookAt = ({ makeUp }: BadDay) => ({ most: MOST_ON_A_BAD_DAY, makeUp })

/** Whom a bad day meets, and what would become of each. Nothing is written. */
export const previewBadDay = (
  db: Database,
  actor: Actor,
  badDay: BadDay,
  now: Date,
): Promise<Effect | null> =>
  previewChange(db, actor, { change: 'add', exception: badDay.exception }, now, lookAt(badDay))

/**
 * Closes what cannot be open, at once, and decides about everybody whom that meets as they stand now. Nothing else happens
 * before `waitMinutes` are over: until then it can be undone. The same form twice is one act. Answers the act.
 */
export function makeBadDay(
  db: Database,
  actor: Actor,
  by: Changer,
  badDay: BadDay,
  { waitMinutes, now }: { waitMinutes: number; now: Date },
): Promise<Result<{ actId: string; met: number }, ChangeRefusal>> {
  const { exception, cause, answer, answerBy } = badDay
  const notBefore = new Date(now.getTime() + waitMinutes * 60_000)
  const asked = {
    ...{ change: 'add' as const, exception, look: lookAt(badDay) },
    choices: (effect: Effect) => decideForAll(effect.hits, answer),
    terms: { cause, notBefore, answerBy: answer === 'offer' ? answerBy : null },
  }
  return makeChange(db, actor, by, asked, now)
}

/**
 * Takes a bad day back entirely, as long as the jobs have not begun it: the closure, and everything that was decided. Nobody has
 * been told anything by then. Asked twice, by one officer or by two, it is undone once.
 */
export function undoBadDay(
  db: Database,
  actor: Actor,
  by: Changer,
  actId: string,
  now: Date,
): Promise<Result<null, 'not-your-part' | 'no-such-act' | 'too-late'>> {
  const tenantId = actor.tenantId as TenantId
  if (!mayChangeCalendar(by.roles)) return Promise.resolve(refuse('not-your-part'))
  return db.as(actor, async (tx) => {
    await lockCalendar(tx, tenantId)
    const act = await actOf(tx, tenantId, actId)
    if (!act) return refuse('no-such-act')
    if (act.undoneAt) return ok(null)
    if (!(await undoAct(tx, tenantId, { actId, by: by.id }, now))) return refuse('too-late')
    await stopItems(tx, tenantId, actId, now)
    await markWithdrawn(tx, tenantId, act.exceptionId, by.id, now)
    await askForSlots(tx, tenantId)
    await tx`select pg_notify(${TENANTS_CHANGED}, '') -- tenant: all`
    return ok(null)
  })
}
