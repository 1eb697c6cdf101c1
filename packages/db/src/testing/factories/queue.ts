import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { lanes, venues } from './availability.ts'
import { factoryOf } from './factory.ts'
import { staffMembers } from './identity.ts'
import { nextSerial } from './serial.ts'

export type DeviceRow = {
  id: string
  venueId: string
  kind: string
  name: string
  keyHash: Buffer
  madeBy: string
  madeAt: Date
  revokedBy: string | null
  revokedAt: Date | null
  lastSeenAt: Date | null
}
export type TicketRow = {
  id: string
  requestId: string
  venueId: string
  laneId: string
  day: string
  label: string
  reservationId: string | null
  source: string
  state: string
  turnAt: Date
  forCounter: string | null
  counter: string | null
  issuedAt: Date
  calledAt: Date | null
  servingAt: Date | null
  finishedAt: Date | null
}
export type TicketEventRow = {
  id: string
  ticketId: string
  act: string
  fromState: string
  toState: string
  counter: string | null
  actorId: string | null
  deviceId: string | null
  occurredAt: Date
  recordedAt: Date
}

const nineOClock = new Date('2030-04-06T09:00:00+09:00')

export const devices = factoryOf<DeviceRow>('devices', async (owner, tenantId, over) => ({
  id: v7(),
  venueId: over.venueId ?? (await venues(owner, tenantId)).id,
  kind: 'board',
  name: '1階の掲示',
  keyHash: randomBytes(32),
  madeBy: over.madeBy ?? (await staffMembers(owner, tenantId)).id,
  madeAt: nineOClock,
  revokedBy: null,
  revokedAt: null,
  lastSeenAt: null,
}))

/** A number that waits, of somebody who came without a reservation. */
export const tickets = factoryOf<TicketRow>('tickets', async (owner, tenantId, over) => ({
  id: v7(),
  requestId: v7(),
  venueId: over.venueId ?? (await venues(owner, tenantId)).id,
  laneId: over.laneId ?? (await lanes(owner, tenantId)).id,
  day: '2030-04-06',
  label: `A${String(nextSerial()).padStart(3, '0')}`,
  reservationId: null,
  source: 'staff',
  state: 'waiting',
  turnAt: over.issuedAt ?? nineOClock,
  forCounter: null,
  counter: null,
  issuedAt: nineOClock,
  calledAt: null,
  servingAt: null,
  finishedAt: null,
}))

export const ticketEvents = factoryOf<TicketEventRow>('ticket_events', async (owner, tenantId, over) => ({
  id: v7(),
  ticketId: over.ticketId ?? (await tickets(owner, tenantId)).id,
  act: 'issue',
  fromState: 'waiting',
  toState: 'waiting',
  counter: null,
  actorId: null,
  deviceId: null,
  occurredAt: nineOClock,
  recordedAt: nineOClock,
}))
