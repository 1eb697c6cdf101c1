import type { Tx } from '@madoguchi/db'
import type { PlainDate, PlainTime } from '../calendar.ts'
import { mintId, type RequestId } from '../kernel.ts'
import type { LocalText } from '../tenancy/policy-rules.ts'
import type { Holiday, NationalStop } from './national-calendar-rules.ts'

// Global tables: the national calendar is the same for every municipality, and only operators write it.

/** Every imported day with its name, in order. */
export const importedHolidays = (tx: Tx) => tx<Holiday[]>`
  select day, name from app.national_holidays order by day -- tenant: none, the same for all`

type StopRow = {
  fromDay: PlainDate
  untilDay: PlainDate
  fromTime: PlainTime | null
  untilTime: PlainTime | null
  reason: LocalText
}

/** The stops that have not been withdrawn, those that are over too, by their first day. */
export async function stopsInForce(tx: Tx): Promise<NationalStop[]> {
  const rows = await tx<StopRow[]>`
    select from_day, until_day, to_char(from_time, 'HH24:MI') as from_time, to_char(until_time, 'HH24:MI') as until_time,
      reason
    from app.national_stops where withdrawn_at is null order by from_day, id -- tenant: none, the same for all`
  return rows.map(stopOf)
}

const stopOf = ({ fromDay, untilDay, fromTime, untilTime, reason }: StopRow): NationalStop => ({
  from: fromDay,
  until: untilDay,
  ...(fromTime && untilTime ? { hours: { from: fromTime, until: untilTime } } : {}),
  reason,
})

export type StoredStop = NationalStop & {
  id: string
  addedAt: Date
  addedBy: string
  withdrawnAt: Date | null
  withdrawnBy: string | null
}

/** Every stop that ends on `since` or later, withdrawn or not, with the names of whom it is from; `id` narrows to one. */
export async function stopsSince(tx: Tx, since: PlainDate, id: string | null = null): Promise<StoredStop[]> {
  const rows = await tx<(StopRow & Omit<StoredStop, keyof NationalStop>)[]>`
    select s.id, s.from_day, s.until_day, to_char(s.from_time, 'HH24:MI') as from_time,
      to_char(s.until_time, 'HH24:MI') as until_time, s.reason, s.added_at, a.name as added_by, s.withdrawn_at,
      w.name as withdrawn_by
    from app.national_stops s join app.operators a on a.id = s.added_by
      left join app.operators w on w.id = s.withdrawn_by
    where s.until_day >= ${since} and (${id}::uuid is null or s.id = ${id})
    order by s.from_day, s.from_time nulls first, s.id -- tenant: none, the same for all`
  return rows.map(({ id, addedAt, addedBy, withdrawnAt, withdrawnBy, ...row }) => ({
    ...stopOf(row),
    ...{ id, addedAt, addedBy, withdrawnAt, withdrawnBy },
  }))
}

type NewStop = { requestId: RequestId; stop: NationalStop; operatorId: string; now: Date }

/** Answers false when this very form has announced it before. */
export async function saveStop(tx: Tx, { requestId, stop, operatorId, now }: NewStop): Promise<boolean> {
  const { count } = await tx`
    insert into app.national_stops (id, request_id, from_day, until_day, from_time, until_time, reason, added_by, added_at)
    values (${mintId()}, ${requestId}, ${stop.from}, ${stop.until}, ${stop.hours?.from ?? null}, ${stop.hours?.until ?? null},
      ${tx.json(stop.reason as never)}, ${operatorId}, ${now})
    on conflict do nothing -- tenant: none, the same for all`
  return count === 1
}

/** Answers false when there is no such stop, or it has been withdrawn before. */
export async function markWithdrawn(tx: Tx, id: string, operatorId: string, now: Date): Promise<boolean> {
  const { count } = await tx`
    update app.national_stops set withdrawn_by = ${operatorId}, withdrawn_at = ${now}
    where id = ${id} and withdrawn_at is null -- tenant: none, the same for all`
  return count === 1
}
