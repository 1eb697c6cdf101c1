import { addDays, dateAt } from '@madoguchi/core/calendar'
import { formatInquiryNumber, type InquiryNumber, openSealedNumber } from '@madoguchi/core/issuance'
import type { Admin } from '@madoguchi/db'

export type DemoLetter = { name: string; birthDate: string; number: string }

/**
 * The letter of one fictional person who has not booked yet, to try the residents' pages with. Null when there is none. It
 * counts as sent: the card has its 交付期限, as when a letter is printed.
 */
export async function demoLetter(
  admin: Admin,
  tenantId: string,
  sealKey: string,
  deadlineDays: number,
): Promise<DemoLetter | null> {
  const [row] = await admin<{ cardId: string; sealed: Buffer; name: string; birthDate: string }[]>`
    select n.card_id, n.sealed, p.name, p.birth_date
    from app.inquiry_numbers n
    join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
    join app.cards c on c.tenant_id = n.tenant_id and c.id = n.card_id
    where n.tenant_id = ${tenantId} and n.sealed is not null and n.voided_at is null and c.state = 'received' and p.name !~ '〓'
      and not exists (select from app.reservation_people r
        where r.tenant_id = n.tenant_id and r.card_id = n.card_id and r.live)
    order by c.application_id limit 1`
  if (!row) return null
  const deadline = addDays(dateAt(new Date()), deadlineDays)
  await admin`update app.cards set deadline_on = ${deadline}
    where tenant_id = ${tenantId} and id = ${row.cardId} and deadline_on is null`
  const number = openSealedNumber(sealKey, tenantId, row.cardId, row.sealed) as InquiryNumber
  return { name: row.name, birthDate: row.birthDate, number: formatInquiryNumber(number) }
}
