import type { Tx } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'
import type { ArrivalProblem, BadRow, GoodRow } from './arrival-rules.ts'

type Numbered = { noticeNumber: string | null; applicationId: string }

/** The cards that have one of these 交付通知書番号, with another 申請書ID than the row's. */
export const cardsNoticed = (tx: Tx, tenantId: string, rows: readonly Numbered[]) => tx<
  { noticeNumber: string; applicationId: string }[]
>`
  select c.notice_number, c.application_id
  from jsonb_to_recordset(${tx.json(rows as never)}) as r ("noticeNumber" text, "applicationId" text)
  join app.cards c on c.tenant_id = ${tenantId} and c.notice_number = r."noticeNumber"
    and c.application_id <> r."applicationId"`

/** Another line of the import with this 交付通知書番号 and another 申請書ID, waiting. Those that are cards, cardsNoticed finds. */
export async function lineNoticed(tx: Tx, tenantId: string, importId: ImportId, it: Numbered) {
  const [row] = await tx<[{ line: number }?]>`
    select line from app.arrival_rows
    where tenant_id = ${tenantId} and import_id = ${importId} and state = 'good'
      and arrival ->> 'noticeNumber' = ${it.noticeNumber} and arrival ->> 'applicationId' <> ${it.applicationId}
    order by line limit 1`
  return row?.line
}

/** The rows, those turned bad whose 交付通知書番号 a card with another 申請書ID has already. */
export async function apartFromCards(
  tx: Tx,
  tenantId: string,
  rows: readonly (GoodRow | BadRow)[],
): Promise<(GoodRow | BadRow)[]> {
  const numbered = rows.flatMap((row) => ('good' in row && row.good.noticeNumber ? [row.good] : []))
  const taken = new Map(
    (
      await cardsNoticed(
        tx,
        tenantId,
        numbered.map(({ noticeNumber, applicationId }) => ({ noticeNumber, applicationId })),
      )
    ).map((card) => [card.noticeNumber, card.applicationId]),
  )
  return rows.map((row) => {
    const applicationId = 'good' in row && row.good.noticeNumber && taken.get(row.good.noticeNumber)
    if (!('good' in row) || !applicationId) return row
    return { line: row.line, bad: row.texts, problems: [noticeOfCard(applicationId)] }
  })
}

/** What is wrong with a line whose 交付通知書番号 the card of this 申請書ID has. */
export const noticeOfCard = (applicationId: string): ArrivalProblem => ({
  field: 'noticeNumber',
  reason: 'notice-number-of-card',
  detail: { applicationId },
})

/** The imports of a municipality are taken in one after another: two with cards in common would stand in each other's way. */
export const takeTurns = (tx: Tx, tenantId: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`madoguchi.arrivals ${tenantId}`}, 0)) -- tenant: in the key`

/** Turns good rows bad, as they came: what they were to become is not kept. */
export const turnBack = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  rows: readonly { line: number; problems: ArrivalProblem[] }[],
) => tx`
  update app.arrival_rows r set state = 'bad', arrival = null, problems = s.problems
  from jsonb_to_recordset(${tx.json(rows as never)}) as s (line integer, problems jsonb)
  where r.tenant_id = ${tenantId} and r.import_id = ${importId} and r.line = s.line and r.state = 'good'`
