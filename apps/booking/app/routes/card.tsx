import { type FreeSlot, venuesFor } from '@madoguchi/core/availability'
import {
  bringListOf,
  type CardPlace,
  isLive,
  myReservations,
  otherVenueFrom,
  pickupProcedure,
  whyNotThere,
} from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { deadlineOf, isBookable, type MyCard, myCard, standingOf } from '@madoguchi/core/issuance'
import { laneOf, type Procedure } from '@madoguchi/core/tenancy'
import { formatDate } from '@madoguchi/i18n/format'
import { Card as Box, ButtonRow, Heading, LinkButton, SummaryList, TextLink } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { availabilityPath } from '../availability/availability-query.ts'
import { BringList } from '../page/bring-list.tsx'
import { BrokenOff } from '../page/broken-off.tsx'
import { CallUs } from '../page/call-us.tsx'
import { EndVisit } from '../page/end-visit.tsx'
import { asResident, type Page, type PageArgs, usePage } from '../page/page.tsx'
import { requireResident } from '../page/require-resident.ts'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import { VenueFacts } from '../page/venue-facts.tsx'
import { HeldReservation } from '../reservation/held-reservation.tsx'
import { bringListFor, isChangeable } from '../reservation/reservation-page.ts'

export async function loader({ context: page }: PageArgs) {
  const resident = await requireResident(page, '/letter')
  if (!resident.cardId) throw redirect('/my', 303)
  const actor = asResident(page, resident)
  const [card, reservations] = await Promise.all([
    myCard(page.db, actor, resident.cardId),
    myReservations(page.db, actor),
  ])
  if (!card) throw data(null, { status: 404 })

  const procedure = pickupProcedure(page.policy, card.kind)
  const venue = page.settings.venues.find((it) => it.id === card.venueId)
  const reservation = reservations.find((it) => it.cardId === card.id && isLive(it.state))
  const goTo = page.settings.venues.find((it) => it.id === (reservation?.venueId ?? card.venueId))
  const from = otherVenueFrom(page.policy.booking, page.settings.national, page.now)
  const bookable = procedure !== undefined && !reservation && isBookable(card, page.policy)
  return {
    title: page.words('card.title'),
    card,
    standing: standingOf(card.state),
    deadline: deadlineOf(card, page.policy, dateAt(page.now)),
    procedure,
    venue,
    goTo,
    otherVenueFrom: from,
    reservation,
    bring: reservation ? bringListFor(page, reservation) : procedure && usualList(page, procedure, card),
    changeable: reservation !== undefined && isChangeable(page, reservation),
    bookable,
    earliest: bookable
      ? await earliestFor(page, procedure, { venueId: card.venueId, otherVenueFrom: from })
      : undefined,
  }
}

/** What to bring, as long as nobody has been asked who comes. */
const usualList = ({ policy, now }: Page, procedure: Procedure, { birthDate, expiresOn }: MyCard) =>
  bringListOf({ procedure, coming: null, birthDate, expiresOn, on: dateAt(now) }, policy.papers)

/** At the venue where the card is, else anywhere in the municipality where it can be by then. */
async function earliestFor(page: Page, procedure: Procedure, card: CardPlace) {
  const lane = laneOf(page.policy, procedure.code)
  const calendar = lane && (await page.calendar(lane.code))
  if (!calendar) return undefined
  const venues = venuesFor(page.policy, page.settings.venues, procedure.code)
  const free = (it: FreeSlot) => it.free > 0 && venues.some(({ id }) => id === it.venueId)
  const found =
    calendar.slots.find((it) => free(it) && it.venueId === card.venueId) ??
    calendar.slots.find((it) => free(it) && !whyNotThere(it, card))
  const venue = found && venues.find((it) => it.id === found.venueId)
  return found && venue && { slotId: found.id, startsAt: found.startsAt, venue }
}

export default function MyCardPage() {
  const { card, standing, deadline, procedure, venue, goTo, reservation, bring, changeable, bookable } =
    useLoaderData<typeof loader>()
  const { words, language } = usePage()
  const local = useLocal()
  const dates = useDates()
  const place = venue ? local(venue.name) : ''
  const since = card.stateSince
    ? formatDate(language, card.stateSince, { length: 'short', weekday: false })
    : ''

  return (
    <>
      <p>{words('card.of', { name: card.name })}</p>
      {card.brokenOff && <BrokenOff on={since} reason={card.brokenOff} bookable={bookable} />}
      <p className="standing">{words(`card.standing.${standing}`, { place, date: since })}</p>
      {goTo && goTo.code !== venue?.code && standing !== 'issued' && (
        <p>{words('card.carried', { place: local(goTo.name) })}</p>
      )}
      {/* Whoever has come here holds a letter: with a date that is not on record, it alone says it. */}
      {(deadline ? standing !== 'issued' : standing === 'here' || standing === 'travelling') && (
        <SummaryList
          rows={[
            {
              term: words('card.deadline'),
              value: deadline ? dates.date(deadline.on) : words('card.deadline-on-letter'),
            },
          ]}
        />
      )}
      {deadline?.passed && standing !== 'issued' && <p>{words('card.deadline-passed')}</p>}
      {reservation && (
        <HeldReservation
          held={reservation}
          change={
            changeable
              ? {
                  href: availabilityPath({
                    procedure: procedure?.code,
                    venue: goTo?.code,
                    cardAt: venue?.code,
                    change: reservation.id,
                  }),
                  label: words('my.change'),
                }
              : undefined
          }
        />
      )}
      {bookable && <Earliest />}
      {bookable && (
        <p>
          <TextLink href="/waiting">{words('line.link')}</TextLink>
        </p>
      )}
      {(standing === 'ask' || (!bookable && !reservation && standing !== 'issued')) && <CallUs />}
      {bring && standing !== 'issued' && <BringList list={bring} />}
      {goTo && standing !== 'issued' && (
        <>
          <Heading level={2}>{words('card.venue')}</Heading>
          <VenueFacts venue={goTo} />
        </>
      )}
      <EndVisit />
    </>
  )
}

/** The one thing wanted here: the first free place, and the ways to others. */
function Earliest() {
  const { earliest, procedure, venue, otherVenueFrom } = useLoaderData<typeof loader>()
  const { words, policy } = usePage()
  const local = useLocal()
  const dates = useDates()
  const code = procedure?.code ?? ''
  if (!earliest) {
    return (
      <Box look="key" title={words('availability.all-full')}>
        <p>{words('availability.all-full-next')}</p>
        <CallUs />
      </Box>
    )
  }
  return (
    <Box look="key" title={words('card.earliest')}>
      <p>
        <strong>{dates.dateTime(earliest.startsAt)}</strong>
        <br />
        {local(earliest.venue.name)}
      </p>
      <ButtonRow>
        <LinkButton size="large" href={`/book?slot=${earliest.slotId}&procedure=${code}`}>
          {words('card.book-this')}
        </LinkButton>
        <LinkButton
          kind="secondary"
          href={availabilityPath({
            procedure: code,
            venue: (venue ?? earliest.venue).code,
            cardAt: venue?.code,
          })}
        >
          {words('card.other-times')}
        </LinkButton>
        {otherVenueFrom && (
          <LinkButton
            kind="text"
            href={`${availabilityPath({ procedure: code, cardAt: venue?.code })}#venues`}
          >
            {words('card.other-venues')}
          </LinkButton>
        )}
      </ButtonRow>
      {policy.baskets.most > 1 && (
        <p>
          <TextLink
            href={availabilityPath({
              procedure: code,
              venue: (venue ?? earliest.venue).code,
              cardAt: venue?.code,
              people: 2,
            })}
          >
            {words('basket:together')}
          </TextLink>
          <br />
          {words('procedures.each')}
        </p>
      )}
      {otherVenueFrom && (
        <p>{words('card.other-venues-from', { date: dates.date(otherVenueFrom, 'short') })}</p>
      )}
    </Box>
  )
}
