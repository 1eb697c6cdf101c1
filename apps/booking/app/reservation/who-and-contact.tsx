import type { Coming, Contact } from '@madoguchi/core/booking'
import { type Language, languageNames } from '@madoguchi/i18n/languages'
import { SummaryList, type SummaryRow } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { maskedMail, maskedTelephone } from './masked.ts'

type WhoAndContactProps = {
  id: string
  coming: Coming
  contact: Contact
  correctable: boolean
  whoCorrectable: boolean
}

/** Who comes, and where the office reaches them, with the ways to correct both. */
export function WhoAndContact({ id, coming, contact, correctable, whoCorrectable }: WhoAndContactProps) {
  const { words } = usePage()
  const { mail, telephone, language } = contact
  const who: SummaryRow = {
    term: words('papers:who.title'),
    value: words(`papers:comer.${coming.comer}`),
    change: { href: `/my/${id}/who`, label: words('papers:who.change') },
  }
  const correct = (field: string) =>
    correctable
      ? { href: `/my/${id}/contact#${field}`, label: words(`my.contact-change.${field}`) }
      : undefined
  return (
    <>
      {whoCorrectable && <SummaryList rows={[who]} />}
      {/* Paper is shown and left lying about, and has no use for it. */}
      <SummaryList
        className="no-print"
        rows={[
          {
            term: words('book.mail'),
            value: mail ? (
              <>
                {maskedMail(mail)}
                <br />
                {words('my.mail-language', { language: languageNames[language as Language] })}
              </>
            ) : (
              words('book.no-mail')
            ),
            change: correct('mail'),
          },
          {
            term: words('book.telephone'),
            value: telephone ? maskedTelephone(telephone) : words('book.no-telephone'),
            change: correct('telephone'),
          },
        ]}
      />
    </>
  )
}
