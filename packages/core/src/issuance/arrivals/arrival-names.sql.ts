import type { Tx } from '@madoguchi/db'
import type { CardId, ImportId } from '../../kernel.ts'

/** A name of an import that has to be confirmed: as it was read, and once it is a card's, as the card has it now. */
export type NameToConfirm = {
  line: number
  applicationId: string
  /** Null when the card's person has been forgotten. */
  name: string | null
  cardId: CardId | null
}

/** The rows whose name was unclear when they were read, in the order of their lines, after a line. */
export const namesAfter = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  { line, limit }: { line: number; limit: number },
) => tx<NameToConfirm[]>`
  select r.line, coalesce(c.application_id, r.arrival ->> 'applicationId') as application_id,
    coalesce(p.name, r.arrival ->> 'name') as name, r.card_id
  from app.arrival_rows r
  left join app.cards c on c.tenant_id = r.tenant_id and c.id = r.card_id
  left join app.card_people p on p.tenant_id = r.tenant_id and p.card_id = r.card_id
  where r.tenant_id = ${tenantId} and r.import_id = ${importId} and r.state in ('good', 'done', 'unchanged')
    and r.line > ${line} and r.problems @> '[{"field": "name", "reason": "name-unclear"}]'
  order by r.line
  limit ${limit}`
