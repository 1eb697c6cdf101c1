import type { Database } from '@madoguchi/db'
import { addDays, dateAt, type PlainDate } from '../calendar.ts'
import { NO_TENANT, ok, type RequestId, type Result, refuse } from '../kernel.ts'
import { countReservations, type Met } from './count-reservations.ts'
import { markWithdrawn, type StoredStop, saveStop, stopsSince } from './national.sql.ts'
import type { NationalStop } from './national-calendar-rules.ts'
import { readStop, type StopField, type StopForm, type StopProblem, spanOn } from './stop-rules.ts'
import { tellEveryTenant } from './tell-every-tenant.ts'

const asOperator = (operatorId: string) =>
  ({ role: 'operator', tenantId: NO_TENANT, subjectId: operatorId }) as const

/**
 * Announces a stop: every municipality's slots are made anew without it. Or says which fields of the form are wrong. The
 * same form sent again (`requestId` is minted with it) changes nothing.
 */
export async function addStop(
  db: Database,
  operatorId: string,
  { requestId, ...form }: StopForm & { requestId: RequestId },
  now: Date,
): Promise<{ ok: true } | { ok: false; wrong: Partial<Record<StopField, StopProblem>> }> {
  const read = readStop(form, dateAt(now))
  if (!read.ok) return read
  await db.as(asOperator(operatorId), async (tx) => {
    if (await saveStop(tx, { requestId, stop: read.value, operatorId, now }))
      await tellEveryTenant(tx, operatorId)
  })
  return { ok: true }
}

/** Takes a stop back: the slots of its days are made again. The row stays, with who and when. */
export const withdrawStop = (
  db: Database,
  operatorId: string,
  id: string,
  now: Date,
): Promise<Result<null, 'not-in-force'>> =>
  db.as(asOperator(operatorId), async (tx) => {
    if (!(await markWithdrawn(tx, id, operatorId, now))) return refuse('not-in-force')
    await tellEveryTenant(tx, operatorId)
    return ok(null)
  })

/** A stop with the reservations, still ahead, that it meets. */
export type StopInView = StoredStop & { isOver: boolean; met: Met[] }

/** The stops of the last year and those to come, or the one of this id; of those in force, whom they meet. */
export async function nationalStops(
  db: Database,
  operatorId: string,
  now: Date,
  id: string | null = null,
): Promise<StopInView[]> {
  const today = dateAt(now)
  const stops = await db.as(asOperator(operatorId), (tx) => stopsSince(tx, addDays(today, -365), id))
  const days = stops.flatMap((stop, at) =>
    stop.withdrawnAt ? [] : daysOf(stop, today).map((day) => ({ at, span: spanOn(day, stop.hours) })),
  )
  const counts = await countReservations(
    db,
    operatorId,
    days.map((it) => it.span),
    now,
  )
  return stops.map((stop, at) => ({
    ...stop,
    isOver: stop.until < today,
    met: summed(counts.filter((_, n) => days[n]?.at === at).flat()),
  }))
}

function daysOf({ from, until }: NationalStop, today: PlainDate): PlainDate[] {
  const days: PlainDate[] = []
  for (let day = from < today ? today : from; day <= until; day = addDays(day, 1)) days.push(day)
  return days
}

/** Each municipality once, its days added up. */
const summed = (met: readonly Met[]): Met[] =>
  [...Map.groupBy(met, (it) => it.tenant)].map(([tenant, all]) => ({
    tenant,
    reservations: all.reduce((sum, it) => sum + it.reservations, 0),
  }))
