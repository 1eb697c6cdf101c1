import { v7 } from 'uuid'
import { reservations } from './booking.ts'
import { factoryOf } from './factory.ts'
import { staffMembers } from './identity.ts'
import { cards } from './issuance.ts'

export type NameCheckRow = {
  id: string
  cardId: string
  outcome: string
  nameBefore: string
  nameAfter: string
  kanaBefore: string | null
  kanaAfter: string | null
  reason: string
  actorId: string
  terminal: string
  occurredAt: Date
  recordedAt: Date
}
export type ReservationEventRow = {
  id: string
  reservationId: string
  act: string
  fromState: string
  toState: string
  reason: string | null
  note: string | null
  actorId: string
  terminal: string
  occurredAt: Date
  recordedAt: Date
}

export type ReservationCorrectionRow = {
  id: string
  reservationId: string
  subjectId: string
  act: string
  occurredAt: Date
  recordedAt: Date
}

const when = {
  occurredAt: new Date('2030-04-06T09:02:00+09:00'),
  recordedAt: new Date('2030-04-06T09:02:01+09:00'),
}

export const nameChecks = factoryOf<NameCheckRow>('name_checks', async (owner, tenantId, over) => ({
  id: v7(),
  cardId: over.cardId ?? (await cards(owner, tenantId)).id,
  outcome: 'corrected',
  nameBefore: '〓験 花子',
  nameAfter: '試験 花子',
  kanaBefore: null,
  kanaAfter: null,
  reason: 'card_face',
  actorId: over.actorId ?? (await staffMembers(owner, tenantId)).id,
  terminal: '192.0.2.7',
  ...when,
}))

export const reservationEvents = factoryOf<ReservationEventRow>(
  'reservation_events',
  async (owner, tenantId, over) => ({
    id: v7(),
    reservationId: over.reservationId ?? (await reservations(owner, tenantId)).id,
    act: 'check_in',
    fromState: 'confirmed',
    toState: 'checked_in',
    reason: null,
    note: null,
    actorId: over.actorId ?? (await staffMembers(owner, tenantId)).id,
    terminal: '192.0.2.7',
    ...when,
  }),
)

/** A contact that its owner corrected. */
export const reservationCorrections = factoryOf<ReservationCorrectionRow>(
  'reservation_corrections',
  async (owner, tenantId, over) => {
    const subjectId = over.subjectId ?? v7()
    return {
      id: v7(),
      reservationId: over.reservationId ?? (await reservations(owner, tenantId, { subjectId })).id,
      subjectId,
      act: 'contact',
      ...when,
    }
  },
)
