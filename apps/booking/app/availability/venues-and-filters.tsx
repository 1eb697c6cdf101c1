import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'
import { availabilityPath } from './availability-query.ts'
import type { AvailabilityView } from './availability-view.ts'

/** The venues with the first free place of each: none is chosen for the visitor without saying where else it is sooner. */
export function Venues({ view: { venues, venue, query } }: { view: AvailabilityView }) {
  const { words } = usePage()
  const dates = useDates()
  const local = useLocal()
  return (
    <ul className="venue-list">
      {venues.map((it) => (
        <li key={it.venue.code}>
          <a
            href={availabilityPath({ ...query, venue: it.venue.code, month: undefined, day: undefined })}
            aria-current={it.venue.code === venue?.code ? 'true' : undefined}
          >
            {local(it.venue.name)}
          </a>{' '}
          <span className="quiet">
            {it.earliest && words('availability.from', { date: dates.date(it.earliest, 'short') })}{' '}
            {it.withoutBooking &&
              words('availability.without.venue', { date: dates.date(it.withoutBooking, 'short') })}
            {!it.earliest && !it.withoutBooking && words('availability.venue-full')}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Links that narrow the calendar down, and widen it again. */
export function Filters({ view: { query, venue } }: { view: AvailabilityView }) {
  const { words } = usePage()
  return (
    <ul className="filters" aria-label={words('availability.filters')}>
      {(['morning', 'saturday'] as const).map((name) => (
        <li key={name}>
          <a
            href={availabilityPath({
              ...query,
              venue: venue?.code,
              [name]: !query[name],
              month: undefined,
              day: undefined,
            })}
            aria-current={query[name] ? 'true' : undefined}
          >
            {words(`availability.${name}${query[name] ? '-off' : ''}`)}
          </a>
        </li>
      ))}
    </ul>
  )
}
