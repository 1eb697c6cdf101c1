import type { Actor, Database } from '@madoguchi/db'
import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import type { TenantId, VenueId } from '../kernel.ts'
import { type BoardRow, boardOf } from './board.sql.ts'

/** Who comes to a venue on a day (Asia/Tokyo), by time; a line for each reservation. */
export async function dayBoard(
  db: Database,
  actor: Actor,
  venueId: VenueId,
  day: PlainDate,
): Promise<BoardRow[]> {
  const [from, until] = [instantOf(day, '00:00'), instantOf(addDays(day, 1), '00:00')]
  const people = await db.as(actor, (tx) => boardOf(tx, actor.tenantId as TenantId, venueId, from, until))
  return [...Map.groupBy(people, (it) => it.id).values()].flatMap(([first, ...along]) =>
    first ? [{ ...first, along }] : [],
  )
}
