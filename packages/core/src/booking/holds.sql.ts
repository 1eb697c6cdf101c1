import type { Database, Tx } from '@madoguchi/db'
import type { Hold } from './hold-rules.ts'
import type { ReservationNumber } from './reservation-number-rules.ts'

type Sql = Parameters<Parameters<Database['alone']>[1]>[0]

/** What decides whether a place may be held, as for a booking (`app.take_one`). */
export type HoldDetails = {
  pickup: boolean
  cardStates: readonly string[]
  otherVenueFrom?: string | undefined
  language: string
  policyVersion: number
}
export type HoldItem = {
  secret: Buffer
  id: string
  number: ReservationNumber
  slotId: string
  until: Date
  details: HoldDetails
}

// Each is one round trip, which enters and checks the session by itself.

export async function holdPlace(sql: Sql, tenantId: string, at: Date, it: HoldItem) {
  const [row] = await sql<
    [{ outcome: string; holdId: string | null; ends: Date | null; extended: number | null }]
  >`
    select outcome, hold_id, ends, extended from app.hold_place(
      ${tenantId}, ${it.secret}, ${at}, ${it.until}, ${it.id}, ${it.number}, ${it.slotId}, ${sql.json(it.details)})`
  return row
}

export async function holdOf(sql: Sql, tenantId: string, at: Date, secret: Buffer): Promise<Hold | null> {
  const [row] = await sql<[{ id: string | null; slotId: string; until: Date; extended: number }]>`
    select hold_id as id, slot_id, ends as until, extended from app.hold_of(${tenantId}, ${secret}, ${at})`
  const { id, ...hold } = row
  return id === null ? null : { id, ...hold }
}

export async function extendHold(
  sql: Sql,
  tenantId: string,
  at: Date,
  it: { secret: Buffer; until: Date; most: number },
) {
  const [row] = await sql<[{ done: boolean }]>`
    select app.extend_hold(${tenantId}, ${it.secret}, ${at}, ${it.until}, ${it.most}) as done`
  return row.done
}

export const letHoldGo = (sql: Sql, tenantId: string, at: Date, secret: Buffer) =>
  sql`select app.let_hold_go(${tenantId}, ${secret}, ${at})`

/** Frees every hold that is over and that nobody has in hand; answers how many places. */
export async function freeExpiredHolds(tx: Tx, tenantId: string, at: Date) {
  const [row] = await tx<[{ freed: number }]>`
    select app.free_expired_holds(null, ${at}) as freed from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.freed
}
