import type { Tx } from '@madoguchi/db'
import { instantOf } from '../calendar.ts'
import type { DayToRemind } from './reminder-rules.ts'

/** The visits of a day that stand since before their reminder was due, whose owner can be told, and who was not reminded of. Venue by venue: as the index is. */
export const reservationsToRemind = (
  tx: Tx,
  tenantId: string,
  { day, time, at, sms }: DayToRemind & { sms: boolean },
  now: Date,
) => tx<{ id: string }[]>`
  select r.id from app.venues v
  join app.reservations r on r.tenant_id = v.tenant_id and r.venue_id = v.id
    and r.starts_at >= ${instantOf(day, '00:00')} and r.starts_at < ${instantOf(day, '00:00')}::timestamptz + interval '1 day'
  where v.tenant_id = ${tenantId} and r.state = 'confirmed' and r.starts_at > ${now}
    and (r.mail is not null or (${sms} and r.channel = 'web' and r.telephone ~ '^(0|[+]81)[6-9]0[0-9]{8}$'))
    and r.booked_at < ${at}
    and not exists (select from app.reservation_changes c
      where c.tenant_id = ${tenantId} and c.reservation_id = r.id and c.occurred_at >= ${at})
    and not exists (select from app.messages m
      where m.tenant_id = ${tenantId} and m.idempotency_key = 'reminder:' || r.id || ':' || coalesce(
        (select max(c.version) from app.reservation_changes c
          where c.tenant_id = ${tenantId} and c.reservation_id = r.id), 1) || ':' || ${time.daysBefore}::int)
  order by r.starts_at, r.id`
