import { TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { type PageArgs, usePage } from '../page/page.tsx'
import { ProcedureCard } from '../procedures/procedure-card.tsx'
import { Renewals } from '../procedures/renewals.tsx'

/** The procedures that need no letter of ours; or, for whoever holds a blue envelope, those that it speaks of. */
export function loader({ context: { words, policy }, request }: PageArgs) {
  const renewal = new URL(request.url).searchParams.get('letter') === 'renewal'
  const open = policy.procedures.filter((it) => !it.needsCard)
  return {
    title: words(renewal ? 'procedures.title-renewal' : 'procedures.title'),
    all: renewal ? null : open,
    certificate: open.filter((it) => it.letter === 'renewal'),
    card: open.filter((it) => it.papers === 'apply'),
  }
}

export default function Procedures() {
  const { all, certificate, card } = useLoaderData<typeof loader>()
  const { words } = usePage()
  if (!all)
    return (
      <>
        <p>{words('procedures.each')}</p>
        <Renewals certificate={certificate} card={card} />
        <p>
          <TextLink href="/procedures">{words('procedures.all')}</TextLink>
        </p>
      </>
    )
  return (
    <>
      <p>{words('procedures.lead')}</p>
      <p>{words('procedures.each')}</p>
      {all.map((it) => (
        <ProcedureCard key={it.code} procedure={it} />
      ))}
      <p>
        <TextLink href="/letter">{words('procedures.pickup')}</TextLink>
      </p>
    </>
  )
}
