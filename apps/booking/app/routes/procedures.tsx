import { bringListOf, sayBringList } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { canBeBooked, type Procedure } from '@madoguchi/core/tenancy'
import { ButtonRow, Card, LinkButton, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { type PageArgs, usePage } from '../page/page.tsx'
import { speechIn } from '../page/speech.ts'
import { useLocal } from '../page/use-local.ts'

/** The procedures that need no letter of ours; those that a blue envelope speaks of come first when one is held. */
export function loader({ context: { words, policy }, request }: PageArgs) {
  const renewal = new URL(request.url).searchParams.get('letter') === 'renewal'
  const open = policy.procedures.filter((it) => !it.needsCard)
  const procedures = renewal ? open.filter((it) => it.letter === 'renewal') : open
  return { title: words(renewal ? 'procedures.title-renewal' : 'procedures.title'), procedures, renewal }
}

export default function Procedures() {
  const { procedures, renewal } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      <p>{words(renewal ? 'procedures.lead-renewal' : 'procedures.lead')}</p>
      {procedures.map((it: Procedure) => (
        <ProcedureCard key={it.code} procedure={it} />
      ))}
      <p>
        {renewal ? (
          <TextLink href="/procedures">{words('procedures.all')}</TextLink>
        ) : (
          <TextLink href="/letter">{words('procedures.pickup')}</TextLink>
        )}
      </p>
    </>
  )
}

function ProcedureCard({ procedure }: { procedure: Procedure }) {
  const page = usePage()
  const { words, policy, now } = page
  const local = useLocal()
  const { code, name, description, minutes, booking, howToCome } = procedure
  const asked = { procedure, coming: null, birthDate: null, expiresOn: null, on: dateAt(now) }
  const { lines, fee, conditions } = sayBringList(bringListOf(asked, policy.papers), speechIn(page))
  return (
    <Card title={local(name)}>
      <p>{local(description)}</p>
      <p>
        {words('procedures.minutes', { minutes })}
        {'　'}
        {fee}
        {conditions.map((it) => (
          <span key={it} className="fee-condition">
            {it}
          </span>
        ))}
      </p>
      {lines.length > 0 && (
        <details>
          <summary>{words('papers:title')}</summary>
          <ul>
            {lines.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
      {booking === 'optional' && <p>{words('procedures.optional')}</p>}
      {canBeBooked(procedure) ? (
        <ButtonRow>
          <LinkButton kind="secondary" href={`/availability?procedure=${code}`}>
            <span className="visually-hidden">{local(name)} </span>
            {words('procedures.choose')}
          </LinkButton>
        </ButtonRow>
      ) : (
        <p>
          <strong>{words('procedures.no-booking')}</strong>　{howToCome && local(howToCome)}
        </p>
      )}
    </Card>
  )
}
