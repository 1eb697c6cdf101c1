import type { Tx } from '@madoguchi/db'
import type { CardId, RequestId, ReservationId, SlotId, StaffId } from '../kernel.ts'
import type { Comer } from './coming-rules.ts'
import type { ReservationNumber } from './reservation-number-rules.ts'
import type { DeskChannel } from './staff-booking-rules.ts'

/** Who acts and from where, by which channel, and whether another channel's place may be taken. */
export type DeskAct = {
  channel: DeskChannel
  slotId: SlotId
  beyond: boolean
  reason: string | null
  officer: StaffId
  terminal: string
}

/** What a booking of the office says of the person and the visit. */
export type DeskDetails = {
  procedure: string
  cardStates: readonly string[]
  /** From when a card may be picked up where it does not lie; absent: not at all. */
  otherVenueFrom?: string | undefined
  language: string
  policyVersion: number
  comer: Comer
  hasNotice?: boolean | undefined
  mail?: string | undefined
  telephone?: string | undefined
  /** Only of somebody without a letter. */
  name?: string | undefined
  kana?: string | undefined
  kanaKey?: string | undefined
  birthDate?: string | undefined
}

export type DeskBooking = DeskAct & {
  requestId: RequestId
  id: ReservationId
  number: ReservationNumber
  cardId: CardId | null
  details: DeskDetails
}
export type DeskTaken = {
  outcome: string
  reservationId: ReservationId | null
  reservationNumber: ReservationNumber | null
}

/** Answers what app.book_for_resident says. */
export async function bookRow(tx: Tx, tenantId: string, it: DeskBooking, now: Date): Promise<DeskTaken> {
  const [row] = await tx<[DeskTaken]>`
    select b.outcome, b.reservation_id, b.reservation_number
    from app.tenants t, app.book_for_resident(${now}, ${it.channel}, ${it.cardId}, ${it.requestId}, ${it.id},
      ${it.number}, ${it.slotId}, ${it.beyond}, ${it.officer}, ${it.terminal}, ${it.reason}, ${tx.json(it.details)}) b
    where t.id = ${tenantId} -- tenant: entered`
  return row
}

/** Answers the outcome of app.change_for_resident. */
export async function changeForRow(
  tx: Tx,
  tenantId: string,
  it: DeskAct & { id: ReservationId; otherVenueFrom: Date | null },
  now: Date,
) {
  const [row] = await tx<[{ outcome: string }]>`
    select app.change_for_resident(${now}, ${it.channel}, ${it.id}, ${it.slotId}, ${it.beyond}, ${it.officer},
      ${it.terminal}, ${it.reason}, ${it.otherVenueFrom}) as outcome
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.outcome
}
