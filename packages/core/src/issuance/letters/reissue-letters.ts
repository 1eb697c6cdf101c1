import type { Actor, Database, Tx } from '@madoguchi/db'
import { type CardId, ok, type Result, refuse, type StaffId } from '../../kernel.ts'
import type { Officer } from '../act-at-counter.ts'
import { mintInquiryNumber, type NumberKeys } from '../mint-inquiry-number.ts'
import { isInvited, mayHandleLetters } from './letter-rules.ts'
import { noteLetters } from './letters.sql.ts'
import {
  insertNumbers,
  type LiveNumber,
  liveNumber,
  lockLive,
  lockOpening,
  type PrintedNumber,
  voidNumbers,
} from './reissue.sql.ts'

export type ReissueRefusal = 'not-your-part' | 'no-such-card' | 'letter-waits' | 'card-not-here'

/** A card and its live 照会番号 (never the number itself), to confirm what will be replaced. */
export const numberToReissue = (
  db: Database,
  actor: Actor,
  cardId: CardId,
): Promise<LiveNumber | undefined> => db.as(actor, (tx) => liveNumber(tx, actor.tenantId, cardId))

/**
 * Voids a card's 照会番号 and mints another, whose letter then waits for print. `numberId` is the number as the form showed
 * it: pressed twice, it is replaced once.
 */
export function reissueLetter(
  db: Database,
  actor: Actor,
  officer: Officer,
  it: { cardId: CardId; numberId: string; keys: NumberKeys },
  now: Date,
): Promise<Result<true, ReissueRefusal>> {
  const { tenantId } = actor
  if (!mayHandleLetters(officer.roles)) return Promise.resolve(refuse('not-your-part'))

  return db.as(actor, async (tx) => {
    // Who waited for another's reissue sees the new number only when asking again.
    const live = (await lockLive(tx, tenantId, it.cardId)) ?? (await lockLive(tx, tenantId, it.cardId))
    if (!live) return refuse('no-such-card')
    if (live.id !== it.numberId) return ok(true)
    if (live.sealed) return refuse('letter-waits')
    if (!isInvited(live.state)) return refuse('card-not-here')

    await replace(tx, tenantId, [live], { officer, keys: it.keys, now })
    return ok(true)
  })
}

/** An opening whose print failed: which officer opened it, and when. */
export type FailedPrint = { openedAt: Date; staffId: StaffId; keys: NumberKeys }

/**
 * Replaces every number that was opened together and is still good; their letters then wait for print again. Cards that
 * have left meanwhile keep theirs. Answers how many were replaced: none, when it was pressed before.
 */
export function reissueOpening(
  db: Database,
  actor: Actor,
  officer: Officer,
  { openedAt, staffId, keys }: FailedPrint,
  now: Date,
): Promise<Result<{ replaced: number }, 'not-your-part'>> {
  const { tenantId } = actor
  if (!mayHandleLetters(officer.roles)) return Promise.resolve(refuse('not-your-part'))

  return db.as(actor, async (tx) => {
    const opened = await lockOpening(tx, tenantId, { openedAt, staffId })
    const here = opened.filter((number) => isInvited(number.state))
    if (here.length > 0) await replace(tx, tenantId, here, { officer, keys, now })
    return ok({ replaced: here.length })
  })
}

async function replace(
  tx: Tx,
  tenantId: string,
  numbers: readonly PrintedNumber[],
  { officer, keys, now }: { officer: Officer; keys: NumberKeys; now: Date },
) {
  const cardIds = numbers.map((number) => number.cardId)
  await voidNumbers(
    tx,
    tenantId,
    numbers.map((number) => number.id),
    now,
  )
  const fresh = cardIds.map((cardId) => ({ cardId, ...mintInquiryNumber(keys, tenantId, cardId) }))
  await insertNumbers(tx, tenantId, fresh, now)
  const { id: staffId, terminal } = officer
  await noteLetters(tx, tenantId, 'reissue_number', cardIds, { staffId, terminal, now })
}
