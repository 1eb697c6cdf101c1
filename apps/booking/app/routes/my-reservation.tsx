import { formatReservationNumber, lastChangeIn, reservationHistory } from '@madoguchi/core/booking'
import { BigNumber, ButtonRow, LinkButton, Notice, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { availabilityPath } from '../availability/availability-query.ts'
import { BringList } from '../page/bring-list.tsx'
import { CallUs } from '../page/call-us.tsx'
import { EndVisit } from '../page/end-visit.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { VenueFacts } from '../page/venue-facts.tsx'
import { checkInCode } from '../reservation/check-in-code.ts'
import { CheckInPicture } from '../reservation/check-in-picture.tsx'
import { ReservationFacts } from '../reservation/reservation-facts.tsx'
import { ReservationHistory } from '../reservation/reservation-history.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'

export async function loader(args: PageArgs) {
  const { actor, reservation, venue, procedure, bring, cardAt, live, changeable } =
    await reservationPage(args)
  const { db, settings } = args.context
  const history = await reservationHistory(db, actor, reservation.id)
  const said = new URL(args.request.url).searchParams.get('said')
  // What an address claims is only said when the row says so too.
  const changed = said === 'changed' && live && reservation.changedAt !== null
  const { id, number, state, startsAt, minutes, venueName } = reservation
  const title = state === 'cancelled' ? 'my.title-cancelled' : changed ? 'my.title-changed' : 'my.title-one'
  return {
    title: args.context.words(title),
    id,
    number: formatReservationNumber(number),
    code: live ? checkInCode(number) : null,
    state,
    startsAt,
    minutes,
    venueName,
    venue,
    procedure,
    bring,
    live,
    changeable,
    cardAt: cardAt?.code,
    changed: changed ? lastChangeIn(history) : null,
    history: history.map(({ act, at, startsAt, venueId }) => ({
      act,
      at,
      startsAt,
      venueName: settings.venues.find((it) => it.id === venueId)?.name ?? venueName,
    })),
  }
}

export default function MyReservation() {
  const it = useLoaderData<typeof loader>()
  const { words } = usePage()
  const { id, number, code, state, venue, procedure, bring, live, changeable, changed } = it
  // A card that was handed over is not picked up again.
  const finished = state === 'done'
  return (
    <>
      {changed && (
        <Notice kind="success" label={words('common:notice.success')} title={words(`my.changed.${changed}`)}>
          <p>{words('my.changed-note')}</p>
        </Notice>
      )}
      {!live && <p>{words(`my.state-sentence.${state}`)}</p>}
      <BigNumber label={words('done.number')} value={number} />
      <ReservationFacts {...it} />
      {changeable ? (
        <ButtonRow>
          <LinkButton
            kind="secondary"
            href={availabilityPath({
              procedure: procedure?.code,
              venue: venue?.code,
              cardAt: it.cardAt,
              change: id,
            })}
          >
            {words('my.change')}
          </LinkButton>
          <LinkButton kind="secondary" href={`/my/${id}/cancel`}>
            {words('my.cancel')}
          </LinkButton>
        </ButtonRow>
      ) : (
        live && <CallUs>{words('my.too-late')}</CallUs>
      )}
      {code && <CheckInPicture code={code} label={words('done.code-label', { number })} />}
      {live && (
        <p>
          <TextLink href={`/done/${id}/reservation.ics`}>{words('done.calendar')}</TextLink>
        </p>
      )}
      {live && venue && <VenueFacts venue={venue} />}
      {live && bring && <BringList list={bring} />}
      {!live && !(finished && procedure?.needsCard) && (
        <ButtonRow>
          <LinkButton href={procedure ? availabilityPath({ procedure: procedure.code }) : '/'}>
            {words('my.book-again')}
          </LinkButton>
        </ButtonRow>
      )}
      <ReservationHistory entries={it.history} />
      <EndVisit />
    </>
  )
}
