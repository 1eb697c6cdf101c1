import { v7 } from 'uuid'
import { venues } from './availability.ts'
import { reservations } from './booking.ts'
import { factoryOf } from './factory.ts'

export type MessageRow = {
  id: string
  idempotencyKey: string
  kind: string
  channel: string
  language: string
  reservationId: string | null
  recipient: string
  subject: string
  body: string
  state: string
  attempts: number
  lastError: string | null
  createdAt: Date
  sentAt: Date | null
  version: number
  triedBy: string | null
  triedAt: Date | null
  calendar: string | null
}
export type ReservationChangeRow = {
  id: string
  reservationId: string
  subjectId: string
  version: number
  fromVenueId: string
  fromStartsAt: Date
  toVenueId: string
  toStartsAt: Date
  occurredAt: Date
  recordedAt: Date
  madeBy: string
  reason: Record<string, string> | null
}

/** A mail about a booking that waits to be sent. */
export const messages = factoryOf<MessageRow>('messages', async (owner, tenantId, over) => ({
  id: v7(),
  idempotencyKey: v7(),
  kind: 'reservation.booked',
  channel: 'mail',
  language: 'ja',
  reservationId: over.reservationId ?? (await reservations(owner, tenantId)).id,
  recipient: 'hanako@example.jp',
  subject: '予約を受け付けました',
  body: '試験用の本文です。',
  state: 'queued',
  attempts: 0,
  lastError: null,
  createdAt: new Date(),
  sentAt: null,
  version: 1,
  triedBy: null,
  triedAt: null,
  calendar: null,
}))

/** The first change of a reservation, to an hour later at the same venue. */
export const reservationChanges = factoryOf<ReservationChangeRow>(
  'reservation_changes',
  async (owner, tenantId, over) => {
    const subjectId = over.subjectId ?? v7()
    const venueId = over.toVenueId ?? (await venues(owner, tenantId)).id
    return {
      id: v7(),
      reservationId: over.reservationId ?? (await reservations(owner, tenantId, { subjectId, venueId })).id,
      subjectId,
      version: 2,
      fromVenueId: venueId,
      fromStartsAt: new Date('2030-04-06T09:00:00+09:00'),
      toVenueId: venueId,
      toStartsAt: new Date('2030-04-06T10:00:00+09:00'),
      occurredAt: new Date('2030-03-21T12:00:00+09:00'),
      recordedAt: new Date('2030-03-21T12:00:00+09:00'),
      madeBy: over.madeBy ?? 'resident',
      reason: null,
    }
  },
)
