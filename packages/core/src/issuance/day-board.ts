import type { Actor, Database } from '@madoguchi/db'
import { addDays, instantOf, type PlainDate } from '../calendar.ts'
import type { TenantId, VenueId } from '../kernel.ts'
import { type BoardRow, boardOf } from './board.sql.ts'

/** Who comes to a venue on a day (Asia/Tokyo), by time. */
export const dayBoard = (db: Database, actor: Actor, venueId: VenueId, day: PlainDate): Promise<BoardRow[]> =>
  db.as(actor, (tx) =>
    boardOf(
      tx,
      actor.tenantId as TenantId,
      venueId,
      instantOf(day, '00:00'),
      instantOf(addDays(day, 1), '00:00'),
    ),
  )
