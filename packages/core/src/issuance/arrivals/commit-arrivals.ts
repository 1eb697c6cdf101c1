import type { Actor, Database, Tx } from '@madoguchi/db'
import { type CardId, type ImportId, mintId, ok, type Result, refuse } from '../../kernel.ts'
import { mintInquiryNumber, type NumberKeys } from '../mint-inquiry-number.ts'
import { kanaSearchKey, nameNeedsConfirming, nameSearchKey } from '../name-rules.ts'
import type { ArrivalProblem, CardArrival } from './arrival-rules.ts'
import { lockImport } from './arrivals.sql.ts'
import { moveCounts } from './bad-rows.sql.ts'
import {
  cardsWith,
  insertCards,
  insertInquiryNumbers,
  insertPeople,
  moveProgress,
  type NewCard,
  nextGoodRows,
  receiveCards,
  settleRows,
} from './card-arrivals.sql.ts'
import { cardsNoticed, noticeOfCard, takeTurns, turnBack } from './notice-clashes.sql.ts'

export type CommitProgress = {
  /** Good rows in all, those that have become cards, and those whose 申請書ID had a card already. */
  good: number
  done: number
  unchanged: number
  finished: boolean
}

type Step = {
  importId: ImportId
  /** Where the officer sits; written into the custody of each card. */
  terminal: string
  keys: NumberKeys
  /** At most so many rows; 500 without it. */
  limit?: number
}

/**
 * One step of turning an import's good rows into cards: card, person, 照会番号 and the first custody event of the next
 * rows, in one transaction. Call it until `finished`; a step that was lost is simply taken again, by anyone. A 申請書ID
 * that has a card already changes nothing; a line whose 交付通知書番号 another card has got since the dry run turns bad, as
 * it came, for an officer to put right.
 */
export function commitArrivals(
  db: Database,
  actor: Actor & { subjectId: string },
  { importId, terminal, keys, limit = 500 }: Step,
  now: Date,
): Promise<Result<CommitProgress, 'no-such-import' | 'import-not-open'>> {
  const { tenantId, subjectId: staffId } = actor
  return db.as(actor, async (tx) => {
    const it = await lockImport(tx, tenantId, importId)
    if (!it) return refuse('no-such-import')
    if (!['staged', 'committing', 'committed'].includes(it.state)) return refuse('import-not-open')

    // One more than this step takes, to know whether there will be another.
    const waiting = await nextGoodRows(tx, tenantId, importId, limit + 1)
    const rows = waiting.slice(0, limit)
    if (rows.length > 0) await takeTurns(tx, tenantId)
    const inserted = rows.length > 0 ? await takeIn(tx, tenantId, rows, { staffId, terminal, keys, now }) : []
    const { settled, clashing } = await sorted(tx, tenantId, rows, new Set(inserted))
    if (settled.length > 0) await settleRows(tx, tenantId, importId, settled)
    if (clashing.length > 0) {
      await turnBack(tx, tenantId, importId, clashing)
      const unclear = clashing.filter((it) => nameNeedsConfirming(it.arrival.name)).length
      await moveCounts(tx, tenantId, importId, {
        good: -clashing.length,
        bad: clashing.length,
        unclear: -unclear,
      })
    }

    const done = settled.filter((row) => row.state === 'done').length
    const finished = waiting.length <= limit
    const counts = await moveProgress(tx, tenantId, importId, {
      done,
      unchanged: settled.length - done,
      begins: it.state === 'staged',
      ends: finished,
      now,
    })
    return ok({ good: counts.rowsGood, done: counts.rowsDone, unchanged: counts.rowsUnchanged, finished })
  })
}

type Row = { line: number; arrival: CardArrival }

/** Makes cards of the rows that nothing stands against; answers the new cards' ids. */
async function takeIn(
  tx: Tx,
  tenantId: string,
  rows: readonly Row[],
  { staffId, terminal, keys, now }: { staffId: string; terminal: string; keys: NumberKeys; now: Date },
) {
  const drafts = rows.map((row) => newCard(tenantId, row.arrival, keys))
  const inserted = new Set(await insertCards(tx, tenantId, drafts))
  const fresh = drafts.filter((card) => inserted.has(card.id))

  if (fresh.length > 0) {
    await Promise.all([insertPeople(tx, tenantId, fresh), insertInquiryNumbers(tx, tenantId, fresh, now)])
    const received = await receiveCards(tx, tenantId, [...inserted], { staffId, terminal, now })
    if (received !== fresh.length) throw new Error(`received ${received} of ${fresh.length} new cards`)
  }

  return [...inserted]
}

/** What has become of the rows: a new card, a known one, or a card of somebody else that has the same 交付通知書番号. */
async function sorted(tx: Tx, tenantId: string, rows: readonly Row[], inserted: ReadonlySet<CardId>) {
  const applicationIds = rows.map((it) => it.arrival.applicationId)
  const numbered = rows.filter((it) => it.arrival.noticeNumber !== null).map((it) => it.arrival)
  const [cards, noticed] = await Promise.all([
    cardsWith(tx, tenantId, applicationIds),
    cardsNoticed(tx, tenantId, numbered),
  ])
  const ids = new Map(cards.map((it) => [it.applicationId, it.id]))
  const holders = new Map(noticed.map((it) => [it.noticeNumber, it.applicationId]))

  const settled: { line: number; cardId: CardId; state: 'done' | 'unchanged' }[] = []
  const clashing: (Row & { problems: ArrivalProblem[] })[] = []
  for (const { line, arrival } of rows) {
    const holder = arrival.noticeNumber === null ? undefined : holders.get(arrival.noticeNumber)
    const cardId = ids.get(arrival.applicationId)
    if (holder) clashing.push({ line, arrival, problems: [noticeOfCard(holder)] })
    else if (cardId) settled.push({ line, cardId, state: inserted.has(cardId) ? 'done' : 'unchanged' })
    else throw new Error(`the card of line ${line} is neither new nor known`)
  }
  return { settled, clashing }
}

function newCard(tenantId: string, arrival: CardArrival, keys: NumberKeys): NewCard {
  const id = mintId<CardId>()
  return {
    ...arrival,
    id,
    nameKey: nameSearchKey(arrival.name),
    kanaKey: arrival.kana === null ? null : kanaSearchKey(arrival.kana),
    ...mintInquiryNumber(keys, tenantId, id),
  }
}
