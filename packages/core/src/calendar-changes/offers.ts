import type { Actor, Database, Tx } from '@madoguchi/db'
import { ok, type Result, refuse, type TenantId } from '../kernel.ts'
import { lockReservation } from './carry-out.sql.ts'
import { mayChangeCalendar } from './change-rules.ts'
import type { Changer } from './make-change.ts'
import { acceptRow, type DueOffer, dueOffers, endOffer, offerOfRow, releaseRow } from './offers.sql.ts'

/** A place that waits for its owner's answer, and until when; or that they have accepted. */
export type StandingOffer = { answerBy: Date; accepted: boolean }

/** What the entered resident is offered for their reservation; null when there is nothing to answer or to show. */
export const offerFor = (db: Database, actor: Actor, reservationId: string): Promise<StandingOffer | null> =>
  db.as(actor, async (tx) => {
    const row = await offerOfRow(tx, actor.tenantId as TenantId, reservationId)
    if (!row?.standing || (row.state !== 'open' && row.state !== 'accepted')) return null
    return { answerBy: row.answerBy, accepted: row.state === 'accepted' }
  })

/** A resident accepts the place that they are offered. Asking twice is answered like the first time. */
export const acceptOffer = (
  db: Database,
  actor: Actor,
  reservationId: string,
  now: Date,
): Promise<Result<null, 'offer-over'>> =>
  db.as(actor, (tx) => accept(tx, actor.tenantId as TenantId, { reservationId, by: null }, now))

/** … or tells an officer on the telephone that they will come. */
export const acceptForThem = (
  db: Database,
  actor: Actor,
  by: Changer,
  reservationId: string,
  now: Date,
): Promise<Result<null, 'offer-over' | 'not-your-part'>> =>
  mayChangeCalendar(by.roles)
    ? db.as(actor, (tx) => accept(tx, actor.tenantId as TenantId, { reservationId, by: by.id }, now))
    : Promise.resolve(refuse('not-your-part'))

async function accept(tx: Tx, tenantId: TenantId, asked: Parameters<typeof acceptRow>[2], now: Date) {
  if (await acceptRow(tx, tenantId, asked, now)) return ok(null)
  const row = await offerOfRow(tx, tenantId, asked.reservationId)
  return row?.standing && row.state === 'accepted' ? ok(null) : refuse('offer-over')
}

/** In one transaction: short enough that nobody who answers waits for it. */
const AT_ONCE = 100

/**
 * Gives back to the public what nobody has answered for in time, and tells whose it was. Whoever has changed or cancelled theirs
 * meanwhile has answered by that. Run twice, or by two programs at once, it ends each offer once. Answers how many lapsed.
 */
export async function lapseOffers(db: Database, tenantId: TenantId, now: Date): Promise<number> {
  let lapsed = 0
  for (;;) {
    const ended = await db.as({ role: 'machine', tenantId, subjectId: null }, async (tx) => {
      const due = await dueOffers(tx, tenantId, now, AT_ONCE)
      const states: string[] = []
      for (const offer of due) states.push(await lapseOne(tx, tenantId, offer, now))
      return states
    })
    lapsed += ended.filter((it) => it === 'lapsed').length
    if (ended.length < AT_ONCE) return lapsed
  }
}

async function lapseOne(tx: Tx, tenantId: TenantId, { id, reservationId, version }: DueOffer, now: Date) {
  const found = await lockReservation(tx, tenantId, reservationId)
  const stands = found?.state === 'confirmed' && found.version === version
  if (stands) await releaseRow(tx, tenantId, reservationId, now)
  const state = stands ? 'lapsed' : 'moot'
  await endOffer(tx, tenantId, id, state, now)
  return state
}
