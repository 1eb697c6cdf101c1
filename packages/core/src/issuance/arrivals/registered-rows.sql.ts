import type { Tx } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'

/**
 * The bad lines of these imports whose 申請書ID is a card by now: put right elsewhere and taken in through another file, they
 * need nothing. A line that has another's 申請書ID is none of them: which of the two is right is still to be found out.
 */
export const registeredRows = (tx: Tx, tenantId: string, importIds: readonly ImportId[]) => tx<
  { importId: ImportId; line: number }[]
>`
  select r.import_id, r.line
  from app.arrival_rows r
  join app.cards c on c.tenant_id = r.tenant_id
    and c.application_id = regexp_replace(normalize(r.cells ->> 'applicationId', nfkc), '[[:space:]-]', '', 'g')
  where r.tenant_id = ${tenantId} and r.import_id = any (${[...importIds]}::uuid[]) and r.state = 'bad'
    and not r.problems @> '[{"reason": "same-application-id"}]'
  order by r.import_id, r.line`
