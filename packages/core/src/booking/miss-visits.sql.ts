import type { Tx } from '@madoguchi/db'
import type { ReservationId } from '../kernel.ts'

/** Further back nothing is looked for: the job runs every quarter of an hour. */
const LOOKED_BACK = '90 days'

/**
 * Sets the next visits (at most `most`) that nobody came for to `no_show`, each with its event and a message for after the
 * commit, and lets their cards be booked again. A day is over at a venue when its last slot has ended, `grace` minutes
 * longer. What another program has in hand is left for the next time. Answers which.
 */
export const missNext = (
  tx: Tx,
  tenantId: string,
  now: Date,
  { grace, most }: { grace: number; most: number },
) => tx<{ id: ReservationId }[]>`
  with due as (
    select r.id from app.venues v
    join app.reservations r on r.tenant_id = v.tenant_id and r.venue_id = v.id and r.state = 'confirmed'
      and r.starts_at > ${now}::timestamptz - ${LOOKED_BACK}::interval and r.starts_at < ${now}
    cross join lateral (
      select max(s.starts_at + make_interval(mins => s.minutes)) as at from app.slots s
      where s.tenant_id = ${tenantId} and s.venue_id = r.venue_id and s.state <> 'withdrawn'
        and s.starts_at >= date_trunc('day', r.starts_at, 'Asia/Tokyo')
        and s.starts_at < date_trunc('day', r.starts_at, 'Asia/Tokyo') + interval '1 day'
    ) closing
    where v.tenant_id = ${tenantId}
      and greatest(closing.at, r.starts_at + make_interval(mins => r.minutes)) + make_interval(mins => ${grace}) <= ${now}
    order by r.starts_at, r.id limit ${most}
    for update of r skip locked
  ), missed as (
    update app.reservations r set state = 'no_show', version = r.version + 1 from due
    where r.tenant_id = ${tenantId} and r.id = due.id and r.state = 'confirmed'
    returning r.id, r.version
  ), free as (
    update app.reservation_people p set live = false from missed
    where p.tenant_id = ${tenantId} and p.reservation_id = missed.id
  ), written as (
    insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, terminal, occurred_at)
    select ${tenantId}, id, 'miss', 'confirmed', 'no_show', 'jobs', ${now} from missed
  ), told as (
    insert into app.outbox (tenant_id, topic, payload)
    select ${tenantId}, 'reservation.missed', jsonb_build_object('reservationId', id, 'version', version) from missed
  )
  select id from missed`
