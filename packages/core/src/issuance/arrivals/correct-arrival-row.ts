import type { Actor, Database, Tx } from '@madoguchi/db'
import { dateAt } from '../../calendar.ts'
import type { ImportId, Result } from '../../kernel.ts'
import { ok, refuse } from '../../kernel.ts'
import { nameNeedsConfirming } from '../name-rules.ts'
import { arrivalFrom } from './arrival-row-rules.ts'
import type { ArrivalTexts, BadRow, GoodRow } from './arrival-rules.ts'
import { readApplicationId, readNoticeNumber } from './arrival-value-rules.ts'
import { activeVenues, lockImport } from './arrivals.sql.ts'
import { dropRow, lineWith, lockBadRow, moveCounts, saveRow } from './bad-rows.sql.ts'
import { arrivalRules, type MappingProfile } from './mapping-profile.ts'
import { cardsNoticed, lineNoticed } from './notice-clashes.sql.ts'
import { noticeOfLine } from './read-arrivals.ts'
import { stagedRow } from './stage-arrivals.ts'

type RowRefusal = 'no-such-row' | 'import-not-open'

/**
 * Reads a bad row again with the texts that an officer has corrected (all fields, as they stand on the screen). Good: it
 * waits with the others for the next commit. Bad still: it is kept as typed, masked, and answered with what is wrong.
 */
export function correctArrivalRow(
  db: Database,
  actor: Actor,
  it: { importId: ImportId; line: number; texts: ArrivalTexts; profile: MappingProfile },
  now: Date,
): Promise<Result<GoodRow, RowRefusal> | { ok: false; reason: 'still-wrong'; row: BadRow }> {
  const { importId, line, profile } = it
  const { tenantId } = actor
  return db.as(actor, async (tx) => {
    const opened = await openRow(tx, tenantId, importId, line)
    if (!opened.ok) return opened

    const texts: ArrivalTexts = { ...opened.value.cells, ...it.texts }
    const id = readApplicationId(texts.applicationId ?? '')
    const notice = readNoticeNumber(texts.noticeNumber ?? '')
    const numbered =
      'value' in id && 'value' in notice ? { noticeNumber: notice.value, applicationId: id.value } : undefined
    const [venues, other, lineToo, [cardToo]] = await Promise.all([
      activeVenues(tx, tenantId),
      'value' in id ? lineWith(tx, tenantId, importId, id.value) : undefined,
      numbered && lineNoticed(tx, tenantId, importId, numbered),
      numbered ? cardsNoticed(tx, tenantId, [numbered]) : [],
    ])
    const ofCard = cardToo && {
      reason: 'notice-number-of-card' as const,
      detail: { applicationId: cardToo.applicationId },
    }
    const rules = arrivalRules(profile, {
      venues: new Set(venues.map((venue) => venue.code)),
      today: dateAt(now),
    })
    const clash = noticeOfLine(lineToo) ?? ofCard
    const read = arrivalFrom(
      texts,
      rules,
      () => other,
      () => clash,
    )

    if (!read.ok) {
      const row = { line, bad: read.texts, problems: read.problems }
      await saveRow(tx, tenantId, importId, stagedRow(row))
      return { ok: false, reason: 'still-wrong', row } as const
    }
    const row = { line, good: read.arrival, warnings: read.warnings, texts: read.texts }
    await saveRow(tx, tenantId, importId, stagedRow(row))
    const unclear = nameNeedsConfirming(read.arrival.name) ? 1 : 0
    await moveCounts(tx, tenantId, importId, { good: 1, bad: -1, unclear })
    return ok(row)
  })
}

/** Gives up a bad row: its line stays in the counts of the file, what it said is forgotten. */
export function dropArrivalRow(
  db: Database,
  actor: Actor,
  { importId, line }: { importId: ImportId; line: number },
): Promise<Result<true, RowRefusal>> {
  const { tenantId } = actor
  return db.as(actor, async (tx) => {
    const opened = await openRow(tx, tenantId, importId, line)
    if (!opened.ok) return opened
    await dropRow(tx, tenantId, importId, line)
    await moveCounts(tx, tenantId, importId, { good: 0, bad: -1 })
    return ok(true)
  })
}

/** A bad row of an import that takes corrections: after its dry run, and still after its good rows have become cards. */
async function openRow(tx: Tx, tenantId: string, importId: ImportId, line: number) {
  const it = await lockImport(tx, tenantId, importId)
  if (!it) return refuse('no-such-row')
  if (!['staged', 'committing', 'committed'].includes(it.state)) return refuse('import-not-open')
  const row = await lockBadRow(tx, tenantId, importId, line)
  return row ? ok(row) : refuse('no-such-row')
}
