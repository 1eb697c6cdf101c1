import {
  formatReservationNumber,
  lastChangeIn,
  reservationHistory,
  standingMove,
} from '@madoguchi/core/booking'
import { offerFor } from '@madoguchi/core/calendar-changes'
import { BigNumber, Button, ButtonRow, Heading, LinkButton, Notice, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { availabilityPath } from '../availability/availability-query.ts'
import { doorPath } from '../identify/identify.ts'
import { CallUs } from '../page/call-us.tsx'
import { EndVisit } from '../page/end-visit.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { VenueFacts } from '../page/venue-facts.tsx'
import { Place } from '../queue/place.tsx'
import { placeOfReservation } from '../queue/place-view.ts'
import { BringLists } from '../reservation/bring-lists.tsx'
import { checkInCode } from '../reservation/check-in-code.ts'
import { CheckInPicture } from '../reservation/check-in-picture.tsx'
import { MovedByTheOffice } from '../reservation/moved-by-the-office.tsx'
import { OfferedInstead } from '../reservation/offered-instead.tsx'
import { PeopleSection } from '../reservation/people-section.tsx'
import { ReservationFacts } from '../reservation/reservation-facts.tsx'
import { ReservationHistory } from '../reservation/reservation-history.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'
import { WhoAndContact } from '../reservation/who-and-contact.tsx'

export async function loader(args: PageArgs) {
  const { actor, reservation, venue, procedure, people, cardAt, live, changeable, ...may } =
    await reservationPage(args)
  const { db, settings } = args.context
  const history = await reservationHistory(db, actor, reservation.id)
  const place = live ? await placeOfReservation(args.context, reservation) : null
  const said = new URL(args.request.url).searchParams.get('said')
  // What an address claims is only said when the rows say so too.
  const changed = said === 'changed' && live && reservation.changedAt !== null
  const corrected = history.findLast((it) => it.act === said && ['contact', 'who', 'people'].includes(it.act))
  const { id, number, state, startsAt, minutes, venueName, mail, telephone, language, coming } = reservation
  const venueOf = (id: string) => settings.venues.find((it) => it.id === id)?.name ?? venueName
  const moved = live ? standingMove(history) : null
  const offer = moved && (await offerFor(db, actor, reservation.id))
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
    people,
    mayAdd: live && changeable && people.length < args.context.policy.baskets.most,
    live,
    place,
    goesOn: place ? { to: `/my/${id}`, after: 60 } : undefined,
    changeable,
    cardAt: cardAt?.code,
    changed: changed ? lastChangeIn(history) : null,
    corrected: live ? corrected?.act : undefined,
    offer,
    moved: moved && {
      ...moved,
      before: { startsAt: moved.before.startsAt, venueName: venueOf(moved.before.venueId) },
    },
    who: {
      id,
      coming,
      contact: { mail, telephone, language },
      correctable: may.correctable,
      whoCorrectable: may.whoCorrectable,
    },
    history: history.map(({ act, at, startsAt, venueId }) => ({
      act,
      at,
      startsAt,
      venueName: venueOf(venueId),
    })),
  }
}

export default function MyReservation() {
  const it = useLoaderData<typeof loader>()
  const { words } = usePage()
  const { number, code, state, venue, procedure, people, live, changeable, changed, corrected } = it
  // A card that was handed over is not picked up again.
  const finished = state === 'done'
  return (
    <>
      {it.moved && it.offer ? (
        <OfferedInstead id={it.id} offer={it.offer} moved={it.moved} now={it} changeable={changeable} />
      ) : (
        it.moved && <MovedByTheOffice {...it.moved} now={it} changeable={changeable} />
      )}
      {changed && (
        <Notice
          className="no-print"
          kind="success"
          label={words('common:notice.success')}
          title={words(`my.changed.${changed}`)}
        >
          <p>{words('my.changed-note')}</p>
        </Notice>
      )}
      {corrected && (
        <Notice
          className="no-print"
          kind="success"
          label={words('common:notice.success')}
          title={words(`history:act.${corrected}`)}
        >
          <p>{words(`my.corrected-note.${corrected}`)}</p>
        </Notice>
      )}
      {it.place && (
        <section>
          <Heading level={2}>{words('queue:place.mine')}</Heading>
          <Place place={it.place} path={`/my/${it.id}`} />
          <p>
            <TextLink href={it.place.path}>{words('queue:place.open')}</TextLink>
          </p>
        </section>
      )}
      {!live && <p>{words(`my.state-sentence.${state}`)}</p>}
      <BigNumber label={words('done.number')} value={number} />
      <ReservationFacts {...it} />
      {changeable ? <Changes /> : live && <CallUs>{words('my.too-late')}</CallUs>}
      {live && <PeopleSection {...it} />}
      {live && <WhoAndContact {...it.who} />}
      {code && (
        <>
          <Heading level={2}>{words('done.at-the-counter')}</Heading>
          <p>{words('done.code')}</p>
          <CheckInPicture code={code} label={words('done.code-label', { number })} />
          <ButtonRow>
            <LinkButton kind="secondary" href={`/done/${it.id}/reservation.ics`}>
              {words('done.calendar')}
            </LinkButton>
            <Button kind="secondary" type="button" data-print="">
              {words('common:action.print')}
            </Button>
          </ButtonRow>
        </>
      )}
      {live && venue && (
        <>
          <Heading level={2}>{words('done.where')}</Heading>
          <VenueFacts venue={venue} />
        </>
      )}
      {live && <BringLists people={people} />}
      {!live && !(finished && procedure?.needsCard) && (
        <ButtonRow>
          <LinkButton href={procedure ? availabilityPath({ procedure: procedure.code }) : '/'}>
            {words('my.book-again')}
          </LinkButton>
        </ButtonRow>
      )}
      <ReservationHistory entries={it.history} />
      <p className="no-print">
        <TextLink href={doorPath('/my')}>{words('my.find-another')}</TextLink>
      </p>
      <EndVisit />
    </>
  )
}

/** The ways to another time or venue, and out. */
function Changes() {
  const { id, venue, procedure, cardAt, people } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const there = { procedure: procedure?.code, venue: venue?.code, cardAt, change: id, people: people.length }
  return (
    <ButtonRow>
      <LinkButton kind="secondary" href={availabilityPath(there)}>
        {words('my.change')}
      </LinkButton>
      <LinkButton kind="secondary" href={`/my/${id}/cancel`}>
        {words('my.cancel')}
      </LinkButton>
    </ButtonRow>
  )
}
