import type { Actor, Database, Tx } from '@madoguchi/db'
import { addDays, dateAt } from '../calendar.ts'
import { ok, type Result, refuse, type TenantId } from '../kernel.ts'
import { type ActItem, type ActRow, actOf, askToCarryOut, itemsOf, markTold, saveItems } from './acts.sql.ts'
import { type CardToPutBack, cardsToPutBack } from './cards-back.sql.ts'
import { mayChangeCalendar } from './change-rules.ts'
import { type Choices, decisionsFor } from './choose-rules.ts'
import { exceptionsSince, type StoredException } from './exceptions.sql.ts'
import { type Undecided, undecidedIn } from './hits.sql.ts'
import { type Effect, type Hit, lookAtChange } from './look-at-change.ts'
import type { Changer } from './make-change.ts'

/** An act, how far it has come, and whom its change meets without a decision that holds. */
export type ActInView = ActRow & {
  exception: StoredException
  items: ActItem[]
  /** Cards that were looked out for the day. */
  cards: CardToPutBack[]
  open: Hit[]
  tooMany: boolean
}

/** An act as it stands now; null when there is none of that id. */
export const actInView = (db: Database, actor: Actor, actId: string, now: Date): Promise<ActInView | null> =>
  db.as(actor, async (tx) => {
    const found = await standing(tx, actor.tenantId as TenantId, actId, now)
    if (!found) return null
    const { act, exception, items, open, effect } = found
    const cards = act.cause ? [...(await cardsToPutBack(tx, actor.tenantId as TenantId, actId))] : []
    return { ...act, exception, items, cards, open, tooMany: effect?.tooMany ?? false }
  })

async function standing(tx: Tx, tenantId: TenantId, actId: string, now: Date) {
  const act = await actOf(tx, tenantId, actId)
  if (!act) return null
  const [exception] = await exceptionsSince(tx, tenantId, null, act.exceptionId)
  if (!exception) return null
  const items = [...(await itemsOf(tx, tenantId, actId))]
  // What was taken back meets nobody any more.
  const isOver = act.change === 'add' && exception.withdrawnAt !== null
  const effect: Effect | null = isOver
    ? null
    : await lookAtChange(tx, tenantId, { change: act.change, exception }, now)
  const settled = new Set(
    items.filter((it) => it.state === 'pending' || it.state === 'done').map((it) => it.reservationId),
  )
  const open = effect?.hits.filter((it) => !settled.has(it.id)) ?? []
  return { act, exception, items, open, effect }
}

/** Decides about reservations of an act that are still open, and has it gone on with. Answers how many. */
export function decideMore(
  db: Database,
  actor: Actor,
  by: Changer,
  { actId, choices }: { actId: string; choices: Choices },
  now: Date,
): Promise<Result<number, 'not-your-part' | 'no-such-act' | 'place-gone'>> {
  const tenantId = actor.tenantId as TenantId
  if (!mayChangeCalendar(by.roles)) return Promise.resolve(refuse('not-your-part'))
  return db.as(actor, async (tx) => {
    const found = await standing(tx, tenantId, actId, now)
    if (!found) return refuse('no-such-act')
    const { decided, placeGone } = decisionsFor(found.open, choices, found.effect?.candidates ?? [])
    if (placeGone.length > 0) return refuse('place-gone')
    const count = await saveItems(tx, tenantId, { actId, by: by.id }, decided, now)
    await askToCarryOut(tx, tenantId, actId)
    return ok(count)
  })
}

/** An officer has told somebody by hand whom an act moved or called off and no mail reaches. */
export const tellByHand = (
  db: Database,
  actor: Actor,
  by: Changer,
  { actId, itemId }: { actId: string; itemId: string },
  now: Date,
): Promise<Result<null, 'not-your-part'>> =>
  mayChangeCalendar(by.roles)
    ? db.as(actor, async (tx) => {
        await markTold(tx, actor.tenantId as TenantId, { actId, itemId, by: by.id }, now)
        return ok(null)
      })
    : Promise.resolve(refuse('not-your-part'))

/** How long an exception is shown after its last day. */
const KEPT_IN_VIEW = 90
/** Of the reservations nobody has decided about, so many are listed. */
const LISTED = 50

/** The exceptions of the last three months and those ahead, and the reservations in closed slots that nobody has decided about. */
export const calendarInView = (
  db: Database,
  actor: Actor,
  now: Date,
): Promise<{ exceptions: StoredException[]; undecided: Undecided[] }> =>
  db.as(actor, async (tx) => {
    const tenantId = actor.tenantId as TenantId
    const exceptions = await exceptionsSince(tx, tenantId, addDays(dateAt(now), -KEPT_IN_VIEW))
    return { exceptions, undecided: [...(await undecidedIn(tx, tenantId, now, LISTED))] }
  })

/** One exception; null when there is none of that id. */
export const exceptionInView = (db: Database, actor: Actor, id: string): Promise<StoredException | null> =>
  db.as(actor, async (tx) => {
    const [found] = await exceptionsSince(tx, actor.tenantId as TenantId, null, id)
    return found ?? null
  })
