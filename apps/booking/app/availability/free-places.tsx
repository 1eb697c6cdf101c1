import { procedureOf } from '@madoguchi/core/tenancy'
import { EmptyState, Heading, Notice, TabLinks, TextLink } from '@madoguchi/ui'
import { CallUs } from '../page/call-us.tsx'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import { availabilityPath } from './availability-query.ts'
import type { AvailabilityView } from './availability-view.ts'
import { BookingWindows } from './booking-windows.tsx'
import { CardNote } from './card-note.tsx'
import { MonthOfPlaces } from './month-of-places.tsx'
import { Provisional, Stopped } from './national-notes.tsx'
import { NextOpening } from './next-opening.tsx'
import { PeopleTogether } from './people-together.tsx'
import { BookedFirst, ComeWithin, DaysOfAnotherKind, isAllBookedFirst } from './reception.tsx'
import { SpecialDays, useReasonOf } from './special-days.tsx'
import { Times } from './times.tsx'
import { Filters, Venues } from './venues-and-filters.tsx'

/** Where, when, and the way on: the earliest first, on one page. */
export function FreePlaces({ view }: { view: AvailabilityView }) {
  const { words, policy } = usePage()
  const local = useLocal()
  const { query, venue, venues, procedure } = view
  const needsCard = procedureOf(policy, query.procedure)?.needsCard
  const nowhere = venues.every((it) => !it.earliest && !it.withoutBooking)

  return (
    <>
      <p>{words('availability.procedure', { procedure: local(procedure.name) })}</p>
      {venue && (
        <p>
          <strong className="venue-here">{local(venue.name)}</strong>
        </p>
      )}
      <PeopleTogether view={view} />
      <CardNote view={view} />
      {venues.length > 1 && (
        // Who has chosen a venue sees its days; the others are one press away, and before the days.
        <details id="venues" open={!query.venue}>
          <summary>{words('availability.other-venues')}</summary>
          <Venues view={view} />
        </details>
      )}
      {view.outside && <Outside outside={view.outside} />}
      {nowhere && <AllFull query={query} />}
      {needsCard && !query.change && (
        <p>
          <TextLink href="/waiting">{words('line.link')}</TextLink>
        </p>
      )}
      <Filters view={view} />
      <TabLinks
        label={words('availability.views')}
        tabs={[false, true].map((list) => ({
          text: words(list ? 'availability.as-list' : 'availability.as-month'),
          href: availabilityPath({ ...query, venue: venue?.code, list }),
          current: list === Boolean(query.list),
        }))}
      />
      {query.list ? <DayList view={view} /> : <MonthAndTimes view={view} />}
      {view.provisional && <Provisional />}
      {venue && <BookingWindows venue={venue} procedure={procedure.code} />}
    </>
  )
}

function MonthAndTimes({ view }: { view: AvailabilityView }) {
  const { words } = usePage()
  const dates = useDates()
  const { day, times } = view
  const viewed = view.days.find((it) => it.date === day)
  const reason = useReasonOf(viewed)
  return (
    <>
      <MonthOfPlaces view={view} />
      <DaysOfAnotherKind days={view.days} bookedFirst={view.bookedFirst} />
      <SpecialDays days={view.days} />
      <NextOpening days={view.days} />
      {day && (
        <>
          <Heading level={2} size="m" id="times">
            {words('availability.times', { date: dates.date(day, 'short') })}
          </Heading>
          <Stopped stops={view.stops} />
          {times.length > 0 ? (
            <>
              {!isAllBookedFirst(view) && <BookedFirst day={day} days={view.bookedFirst} />}
              <Times slots={times} query={view.query} />
            </>
          ) : viewed?.state === 'no-booking' ? (
            <ComeWithin day={viewed} />
          ) : (
            <p>{reason ? words('availability.day-closed', { reason }) : words('availability.no-times')}</p>
          )}
        </>
      )}
    </>
  )
}

/** Why the month that was asked for is not the one below. */
function Outside({ outside }: { outside: NonNullable<AvailabilityView['outside']> }) {
  const { words } = usePage()
  const dates = useDates()
  return (
    <Notice
      kind="info"
      label={words('common:notice.info')}
      title={words(`availability.outside.${outside.kind}`)}
    >
      {outside.kind === 'later' && (
        <p>
          {words(`availability.outside.${outside.atOnce ? 'opens-monthly' : 'opens'}`, {
            month: dates.month(outside.month),
            when: dates.dateTime(outside.opensAt),
          })}
        </p>
      )}
      <p>{words('availability.outside.shown')}</p>
    </Notice>
  )
}

/** The next days with a free place, one under another: for whoever reads better than they scan. */
function DayList({ view: { list, query, bookedFirst } }: { view: AvailabilityView }) {
  const { words } = usePage()
  const dates = useDates()
  if (list.length === 0) return <p>{words('availability.no-times')}</p>
  return (
    <>
      {list.map(({ date, times, free }) => (
        <section key={date} className="stack">
          <Heading level={2} size="m">
            {dates.date(date)}
          </Heading>
          <BookedFirst day={date} days={bookedFirst} />
          {free ? <ComeWithin day={free} /> : <Times slots={times} query={query} />}
        </section>
      ))}
      <p>{words('availability.later')}</p>
    </>
  )
}

/** No free place anywhere: said at once, with what can be done. */
function AllFull({ query }: { query: AvailabilityView['query'] }) {
  const { words } = usePage()
  const { morning, saturday, procedure, cardAt, change } = query
  return (
    <EmptyState title={words('availability.all-full')}>
      <p>{words('availability.all-full-next')}</p>
      {(morning || saturday) && (
        <p>
          <TextLink href={availabilityPath({ procedure, cardAt, change })}>
            {words('availability.without-filters')}
          </TextLink>
        </p>
      )}
      <CallUs />
    </EmptyState>
  )
}
