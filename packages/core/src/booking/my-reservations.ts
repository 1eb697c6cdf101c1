import type { Actor, Database } from '@madoguchi/db'
import { type Reservation, reservationsOf } from './reservations.sql.ts'

/** What the entered resident has booked, latest start first. */
export const myReservations = (db: Database, actor: Actor): Promise<Reservation[]> =>
  db.as(actor, (tx) => reservationsOf(tx, actor.tenantId))

/** One of their reservations; null when it is not theirs or not there: both look alike. */
export async function myReservation(db: Database, actor: Actor, id: string): Promise<Reservation | null> {
  const [found] = await db.as(actor, (tx) => reservationsOf(tx, actor.tenantId, id))
  return found ?? null
}
