import { v7 } from 'uuid'
import { lanes, slots, venues } from './availability.ts'
import { factoryOf } from './factory.ts'
import { serialText } from './serial.ts'

export type ReservationRow = {
  id: string
  requestId: string
  number: string
  subjectId: string
  venueId: string
  laneId: string
  startsAt: Date
  minutes: number
  places: number
  channel: string
  state: string
  heldUntil: Date | null
  language: string
  mail: string | null
  telephone: string | null
  policyVersion: number
  version: number
  bookedAt: Date
  changedAt: Date | null
  checkedInAt: Date | null
  servingAt: Date | null
  finishedAt: Date | null
  cancelledAt: Date | null
  cancelReason: string | null
}
export type ReservationSlotRow = {
  id: string
  reservationId: string
  slotId: string
  subjectId: string
  places: number
  channel: string
  freedAt: Date | null
}
export type ReservationPersonRow = {
  id: string
  reservationId: string
  subjectId: string
  position: number
  procedureCode: string
  moreProcedures: string[]
  cardId: string | null
  name: string | null
  kana: string | null
  kanaKey: string | null
  birthDate: string | null
  live: boolean
  comer: string
  proxyReason: string | null
  hasNotice: boolean | null
  changedSinceApplication: boolean
  guardianOnRecord: boolean
}

/** A reservation alone, holding no place yet: `reservationSlots` gives it one. */
export const reservations = factoryOf<ReservationRow>('reservations', async (owner, tenantId, over) => ({
  id: v7(),
  requestId: v7(),
  number: serialText('R', 8),
  subjectId: v7(),
  venueId: over.venueId ?? (await venues(owner, tenantId)).id,
  laneId: over.laneId ?? (await lanes(owner, tenantId)).id,
  startsAt: new Date('2030-04-06T09:00:00+09:00'),
  minutes: 30,
  places: 1,
  channel: 'web',
  state: 'confirmed',
  heldUntil: null,
  language: 'ja',
  mail: null,
  telephone: null,
  policyVersion: 1,
  version: 1,
  bookedAt: new Date('2030-03-20T12:00:00+09:00'),
  changedAt: null,
  checkedInAt: null,
  servingAt: null,
  finishedAt: null,
  cancelledAt: null,
  cancelReason: null,
}))

/** One place in one slot, on the web. A slot that is not given is made, and counts the place as taken. */
export const reservationSlots = factoryOf<ReservationSlotRow>(
  'reservation_slots',
  async (owner, tenantId, over) => {
    const subjectId = over.subjectId ?? v7()
    const slotId = over.slotId ?? (await slots(owner, tenantId, { takenWeb: 1 })).id
    const [slot] = await owner<{ venueId: string; laneId: string; startsAt: Date }[]>`
      select venue_id, lane_id, starts_at from app.slots where tenant_id = ${tenantId} and id = ${slotId}`
    return {
      id: v7(),
      reservationId: over.reservationId ?? (await reservations(owner, tenantId, { subjectId, ...slot })).id,
      slotId,
      subjectId,
      places: 1,
      channel: 'web',
      freedAt: null,
    }
  },
)

/** A person who holds no letter: `cardId` is null unless it is given. */
export const reservationPeople = factoryOf<ReservationPersonRow>(
  'reservation_people',
  async (owner, tenantId, over) => {
    const subjectId = over.subjectId ?? v7()
    return {
      id: v7(),
      reservationId: over.reservationId ?? (await reservations(owner, tenantId, { subjectId })).id,
      subjectId,
      position: 1,
      procedureCode: 'certificate-renewal',
      moreProcedures: [],
      cardId: null,
      name: '試験 次郎',
      kana: 'シケン ジロウ',
      kanaKey: 'シケンジロウ',
      birthDate: '1985-11-03',
      live: true,
      comer: 'self',
      proxyReason: null,
      hasNotice: null,
      changedSinceApplication: false,
      guardianOnRecord: false,
    }
  },
)
