import { isLive, myReservations, myWaiting, type Reservation } from '@madoguchi/core/booking'
import { TextLink } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { doorPath, identify, unidentified } from '../identify/identify.ts'
import { IdentifyForm } from '../identify/identify-form.tsx'
import { safeNext } from '../identify/safe-next.ts'
import { EndVisit } from '../page/end-visit.tsx'
import { asResident, type PageArgs, usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

export async function loader({ context: page, request }: PageArgs) {
  const { words } = page
  const query = new URL(request.url).searchParams
  const next = safeNext(query.get('next')) ?? undefined
  const answer = unidentified(page, '/my')
  const resident = query.has('find') ? null : await page.resident()
  const reservations = resident ? await myReservations(page.db, asResident(page, resident)) : []

  const line = resident?.cardId ? await myWaiting(page.db, asResident(page, resident), page.now) : null
  const waits = line?.standing === 'waiting' || line?.standing === 'offered'
  const [only, ...more] = reservations
  if (waits && !only) throw redirect('/waiting', 303)
  if (only && !waits && more.length === 0) throw redirect(`/my/${only.id}`, 303)
  return {
    title: words(only ? 'my.list-title' : 'my.title'),
    problems: answer?.problems,
    summary: answer?.summary,
    reservations: reservations.map(asLine),
    waits,
    next,
    answer,
  }
}

const asLine = ({ id, state, startsAt, venueName }: Reservation) => ({
  id,
  startsAt,
  venueName,
  state: isLive(state) ? 'live' : state,
})

export const action = async ({ context, request }: PageArgs) =>
  identify(context, new URLSearchParams(await request.text()), '/my')

export default function My() {
  const { reservations, waits, next, answer } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const local = useLocal()
  const dates = useDates()

  if (reservations.length > 0) {
    return (
      <>
        <ul className="link-list">
          {reservations.map(({ id, startsAt, venueName, state }) => (
            <li key={id}>
              <a href={`/my/${id}`}>
                {dates.dateTime(startsAt)} {local(venueName)}
              </a>
              {state !== 'live' && <span className="quiet">{words(`my.state.${state}`)}</span>}
            </li>
          ))}
        </ul>
        {waits && (
          <p>
            <TextLink href="/waiting">{words('line.see')}</TextLink>
          </p>
        )}
        <p>
          <TextLink href={doorPath('/my')}>{words('my.find-another')}</TextLink>
        </p>
        <EndVisit />
      </>
    )
  }
  return (
    <>
      <p>{words('my.lead')}</p>
      <IdentifyForm
        action="/my"
        label={words('my.number')}
        support={words('my.number-support')}
        button={words('my.next')}
        next={next}
        answer={answer}
      />
      <p>
        {words('my.lost')} <TextLink href="/letter?next=/my">{words('my.by-letter')}</TextLink>
      </p>
    </>
  )
}
