import type { Actor, Database, Tx } from '@madoguchi/db'
import { readReservationNumber } from '../booking/reservation-number-rules.ts'
import { dateAt } from '../calendar.ts'
import { type LaneId, mintId, ok, refuse, type TenantId, type TicketId, type VenueId } from '../kernel.ts'
import { type ReservationAtDevice, reservationAtDevice, ticketAtDevice } from './at-device.sql.ts'
import { type CheckInRefusal, mayCheckIn } from './check-in-rules.ts'
import { deviceWithKey } from './devices.sql.ts'
import { hashOfKey } from './devices.ts'
import { type Numbering, ticketLabel, turnAt } from './ticket-rules.ts'
import { lastTicketOf, takeNumber, tellScreens, ticketOfRequest } from './tickets.sql.ts'

/** The device as it shows itself, and the form or the machine's own key by which a repeat is recognised. */
export type DeviceAsk = { key: string; requestId: string; numbering: Numbering }
export type Given = { id: TicketId; label: string }

export type AtDevice =
  | { ok: true; value: Given }
  /** `ticket`: the number that somebody who is checked in already has. */
  | {
      ok: false
      reason: CheckInRefusal | 'no-such-device' | 'no-such-lane'
      ticket?: Given | undefined
      startsAt?: Date
      venueId?: VenueId
    }

/**
 * Somebody shows the QR code of their reservation, or types its number, at a kiosk or a machine: checked in, with a number. The code
 * holds the reservation number and nothing else. Sent twice, it is answered with the same number.
 */
export function checkInAtDevice(
  db: Database,
  actor: Actor,
  ask: DeviceAsk & { typed: string },
  now: Date,
): Promise<AtDevice> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx): Promise<AtDevice> => {
    const device = await deviceWithKey(tx, tenantId, hashOfKey(ask.key))
    if (!device || device.kind === 'board') return refuse('no-such-device')
    const number = readReservationNumber(ask.typed)
    if (!number) return refuse('not-a-number')
    const before = await ticketOfRequest(tx, tenantId, ask.requestId)
    if (before) return ok(before)
    const found = await reservationAtDevice(tx, tenantId, hashOfKey(ask.key), number)
    const may = mayCheckIn(found, device.venueId, now)
    if (!may.ok || !found) {
      const reason = may.ok ? 'not-found' : may.reason
      const ticket =
        found && reason === 'already-checked-in'
          ? await lastTicketOf(tx, tenantId, found.id, dateAt(now))
          : undefined
      return { ...refuse(reason), ticket, ...(found && { startsAt: found.startsAt, venueId: found.venueId }) }
    }
    const given = await give(
      tx,
      tenantId,
      ask,
      { venueId: device.venueId, laneId: found.laneId, reservation: found },
      now,
    )
    return given ? ok(given) : refuse('already-checked-in')
  })
}

/** Somebody without a reservation takes a number of a group. */
export function takeAtDevice(
  db: Database,
  actor: Actor,
  ask: DeviceAsk & { laneId: LaneId },
  now: Date,
): Promise<AtDevice> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx): Promise<AtDevice> => {
    const device = await deviceWithKey(tx, tenantId, hashOfKey(ask.key))
    if (!device || device.kind === 'board') return refuse('no-such-device')
    const before = await ticketOfRequest(tx, tenantId, ask.requestId)
    if (before) return ok(before)
    const at = { venueId: device.venueId, laneId: ask.laneId, reservation: null }
    const given = await give(tx, tenantId, ask, at, now)
    return given ? ok(given) : refuse('no-such-device')
  })
}

async function give(
  tx: Tx,
  tenantId: TenantId,
  { key, requestId, numbering }: DeviceAsk,
  at: { venueId: VenueId; laneId: LaneId; reservation: ReservationAtDevice | null },
  now: Date,
): Promise<Given | null> {
  const { venueId, laneId, reservation } = at
  const day = dateAt(now)
  const letter = numbering.letters[laneId] ?? 'Z'
  const label = ticketLabel(letter, await takeNumber(tx, tenantId, venueId, letter, day))
  const it = { id: mintId<TicketId>(), label }
  const turn = turnAt(reservation?.startsAt ?? null, now, numbering.lateAfterMinutes)
  const row = { ...it, requestId, laneId, reservationId: reservation?.id ?? null, turnAt: turn, now, day }
  if (!(await ticketAtDevice(tx, tenantId, hashOfKey(key), row))) return null
  await tellScreens(tx, tenantId, venueId)
  return it
}
