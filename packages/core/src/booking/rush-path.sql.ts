import type { Database } from '@madoguchi/db'
import type { BookingDetails } from './booking-desk.ts'
import type { ReservationNumber } from './reservation-number-rules.ts'

type Sql = Parameters<Parameters<Database['alone']>[1]>[0]

/** One resident's booking as the database takes it; `secret` is the session's hash in hex. */
export type TakeItem = {
  request: string
  secret: string
  id: string
  number: ReservationNumber
  slots: string[]
  wanted: number
  details: BookingDetails
}
export type Taken = {
  outcome: string
  reservationId: string | null
  reservationNumber: ReservationNumber | null
}

/** One round trip: enter, check the session, take the places, write reservation and message. Idempotent by request. */
export async function takePlaces(sql: Sql, tenantId: string, at: Date, item: TakeItem): Promise<Taken> {
  const [taken] = await sql<[Taken]>`
    select outcome, reservation_id, reservation_number from app.take_places(
      ${tenantId}, ${Buffer.from(item.secret, 'hex')}, ${at}, ${item.request}, ${item.id}, ${item.number},
      ${item.slots}, ${item.wanted}, ${sql.json(item.details)})`
  return taken
}

/** The same for many residents of a municipality in one statement, one slot each; each is answered by itself, or not at all. */
export function takePlacesBatch(sql: Sql, tenantId: string, at: Date, items: TakeItem[]) {
  const requests = items.map(({ slots: [slot], ...it }) => ({ ...it, slot: slot ?? null }))
  return sql<(Taken & { request: string })[]>`
    select request, outcome, reservation_id, reservation_number
    from app.take_places_batch(${tenantId}, ${at}, ${sql.json(requests)})`
}
