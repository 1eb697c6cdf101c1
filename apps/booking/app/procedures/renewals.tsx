import type { Procedure } from '@madoguchi/core/tenancy'
import { Heading, TextLink } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { ProcedureCard } from './procedure-card.tsx'

type RenewalsProps = { certificate: Procedure[]; card: Procedure[] }

/**
 * What a blue envelope speaks of (有効期限通知書): the electronic certificates, which are renewed in the card, or the card
 * itself, which is applied for anew and picked up later (domain.md §3 P02 and P09, §6.6).
 */
export function Renewals({ certificate, card }: RenewalsProps) {
  const { words } = usePage()
  const say = (key: string) => words(`procedures.renewal.${key}`)
  return (
    <>
      <p>{words('procedures.lead-renewal')}</p>
      <p>{say('both')}</p>
      <Heading level={2} id="certificate">
        {say('certificate')}
      </Heading>
      <p>{say('certificate-what')}</p>
      {certificate.map((it) => (
        <ProcedureCard key={it.code} procedure={it} level={3} />
      ))}
      <Heading level={2} id="card">
        {say('card')}
      </Heading>
      <p>{say('card-what')}</p>
      <ol>
        {['apply', 'wait', 'pickup'].map((step) => (
          <li key={step}>{say(`card-steps.${step}`)}</li>
        ))}
      </ol>
      {card.map((it) => (
        <ProcedureCard key={it.code} procedure={it} level={3} />
      ))}
      <p>
        <TextLink href="/letter">{say('card-pickup')}</TextLink>
      </p>
    </>
  )
}
