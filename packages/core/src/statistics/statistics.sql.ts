import type { Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import type { FigureRow } from './figure-rules.ts'

type Span = { from: Date; before: Date }

// In one place: the two queries must mean the same by each word.
const counts = (tx: Tx) => tx`
  count(*) filter (where state <> 'cancelled')::integer as booked,
  count(*) filter (where state in ('checked_in', 'called', 'serving', 'done', 'partly_done'))::integer as came,
  count(*) filter (where state = 'no_show')::integer as no_show,
  count(*) filter (where state = 'cancelled')::integer as cancelled,
  count(*) filter (where state in ('done', 'partly_done'))::integer as served,
  round(avg(waited)::numeric, 1)::float as waited,
  round(avg(serving)::numeric, 1)::float as serving`

// From the venues to their reservations: their index begins with tenant, venue and time, so that a period costs what is in it.
export const visitsIn = (tx: Tx, tenantId: TenantId, { from, before }: Span) => tx`
  select r.id, v.code as venue, r.channel, r.state,
    extract(hour from r.starts_at at time zone 'Asia/Tokyo')::integer as hour,
    extract(isodow from r.starts_at at time zone 'Asia/Tokyo')::integer as weekday,
    case when r.serving_at >= r.checked_in_at then extract(epoch from r.serving_at - r.checked_in_at) / 60 end as waited,
    case when r.finished_at >= r.serving_at then extract(epoch from r.finished_at - r.serving_at) / 60 end as serving
  from app.venues v
  join app.reservations r on r.tenant_id = v.tenant_id and r.venue_id = v.id
  where v.tenant_id = ${tenantId} and r.tenant_id = ${tenantId}
    and r.starts_at >= ${from} and r.starts_at < ${before} and r.state not in ('held', 'expired')`

/** Visits in all, and by venue, channel, hour and weekday of their time in Tokyo. */
export const figuresOf = (tx: Tx, tenantId: TenantId, span: Span) => tx<FigureRow[]>`
  with visits as (${visitsIn(tx, tenantId, span)})
  select case when grouping(venue) = 0 then 'venue' when grouping(channel) = 0 then 'channel'
      when grouping(hour) = 0 then 'hour' when grouping(weekday) = 0 then 'weekday' else 'all' end as by,
    coalesce(venue, channel, hour::text, weekday::text, '') as of, ${counts(tx)}
  from visits group by grouping sets ((), (venue), (channel), (hour), (weekday))`

/** … and by procedure: whoever comes for two counts for both. */
export const figuresByProcedure = (tx: Tx, tenantId: TenantId, span: Span) => tx<FigureRow[]>`
  with visits as (${visitsIn(tx, tenantId, span)})
  select 'procedure' as by, p.procedure_code as of, ${counts(tx)}
  from visits join app.reservation_people p on p.tenant_id = ${tenantId} and p.reservation_id = visits.id
  group by p.procedure_code`

export type Backlog = { venue: string; state: string; count: number; since: Date | null }

/** Cards in these states for which nobody has a reservation, and since when the oldest of them waits. */
export const backlogOf = (tx: Tx, tenantId: TenantId, states: readonly string[]) => tx<Backlog[]>`
  select v.code as venue, c.state, count(*)::integer as count, min(c.state_since) as since
  from app.cards c join app.venues v on v.tenant_id = c.tenant_id and v.id = c.venue_id
  where c.tenant_id = ${tenantId} and c.state = any (${[...states]}) and not exists (
    select from app.reservation_people p where p.tenant_id = ${tenantId} and p.card_id = c.id and p.live)
  group by v.code, c.state order by v.code, count(*) desc, c.state`

export type FreePlaces = { venue: string; lane: string; places: number; free: number }

/** The places of the open slots of a time, and how many of them are free; what is held for somebody is not. */
export const freePlacesIn = (tx: Tx, tenantId: TenantId, { from, before }: Span) => tx<FreePlaces[]>`
  select v.code as venue, l.code as lane, sum(s.capacity)::integer as places,
    sum(greatest(0, s.capacity - s.taken_web - s.taken_telephone - s.taken_counter))::integer as free
  from app.venues v
  cross join app.lanes l
  join app.slots s on s.tenant_id = v.tenant_id and s.venue_id = v.id and s.lane_id = l.id
  where v.tenant_id = ${tenantId} and l.tenant_id = ${tenantId} and s.tenant_id = ${tenantId} and s.state = 'open'
    and s.starts_at > ${from} and s.starts_at < ${before}
  group by v.code, l.code order by v.code, l.code`

export type Expiring = { month: string; count: number }

/** The cards that were handed over and expire within these days, by month. */
export const expiringIn = (tx: Tx, tenantId: TenantId, from: string, before: string) => tx<Expiring[]>`
  select to_char(c.expires_on, 'YYYY-MM') as month, count(*)::integer as count from app.cards c
  where c.tenant_id = ${tenantId} and c.expires_on >= ${from}::date and c.expires_on < ${before}::date
    and c.state in ('issued', 'delivered')
  group by 1 order by 1`
