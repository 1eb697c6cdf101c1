import type { Tx } from '@madoguchi/db'
import type { PlainDate, PlainTime } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import type { CalendarException } from './exception-rules.ts'
import { HoursList } from './policy-document.ts'
import type { LocalText } from './policy-rules.ts'

/** An exception as its row says it. */
export type ExceptionRow = {
  id: string
  kind: CalendarException['kind']
  fromDay: PlainDate
  untilDay: PlainDate
  venues: string[] | null
  lanes: string[] | null
  /** `HH:MM:SS`. */
  fromTime: string | null
  untilTime: string | null
  hours: unknown
  reason: LocalText
}

/** The exceptions in force, those that are over too, the newest first. */
export async function exceptionsInForce(tx: Tx, tenantId: TenantId): Promise<CalendarException[]> {
  const rows = await tx<ExceptionRow[]>`
    select id, kind, from_day, until_day, from_time, until_time, venues, lanes, hours, reason from app.calendar_exceptions
    where tenant_id = ${tenantId} and withdrawn_at is null order by added_at desc, id desc`
  return rows.map(exceptionOf)
}

/** The exception of a row; its hours are read as a policy's are. */
export function exceptionOf(row: ExceptionRow): CalendarException {
  const { id, kind, fromDay: from, untilDay: until, venues, lanes, hours, reason } = row
  if (kind === 'opening')
    return { id, kind, from, until, reason, venues: venues ?? [], hours: HoursList.parse(hours) }
  const time = (text: string) => text.slice(0, 5) as PlainTime
  return {
    ...{ id, kind, from, until, reason },
    ...(venues ? { venues } : {}),
    ...(lanes ? { lanes } : {}),
    ...(row.fromTime && row.untilTime
      ? { hours: { from: time(row.fromTime), until: time(row.untilTime) } }
      : {}),
  }
}
