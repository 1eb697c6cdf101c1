import { bringListOf, sayBringList } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { canBeBooked, type Procedure } from '@madoguchi/core/tenancy'
import { ButtonRow, Card, LinkButton } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { speechIn } from '../page/speech.ts'
import { useLocal } from '../page/use-local.ts'
import { WithoutBooking } from './without-booking.tsx'

/** A procedure: what it is, how long it takes, what it costs, what to bring, and the way to its times. */
export function ProcedureCard({ procedure, level }: { procedure: Procedure; level?: 2 | 3 }) {
  const page = usePage()
  const { words, policy, now } = page
  const local = useLocal()
  const { code, name, description, minutes, booking, howToCome } = procedure
  const asked = { procedure, coming: null, birthDate: null, expiresOn: null, on: dateAt(now) }
  const { lines, fee, conditions } = sayBringList(bringListOf(asked, policy.papers), speechIn(page))
  return (
    <Card title={local(name)} level={level}>
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
      <WithoutBooking procedure={procedure} />
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
