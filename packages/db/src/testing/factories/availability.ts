import { v7 } from 'uuid'
import { factoryOf } from './factory.ts'
import { serialText } from './serial.ts'
import { settle } from './tenancy.ts'

export type VenueRow = {
  id: string
  code: string
  name: Record<string, string>
  details: object
  position: number
  confirmed: boolean
  active: boolean
}
export type LaneRow = {
  id: string
  code: string
  name: Record<string, string>
  procedureCodes: string[]
  active: boolean
}
export type SlotRow = {
  id: string
  venueId: string
  laneId: string
  startsAt: Date
  minutes: number
  capacity: number
  limitWeb: number
  limitTelephone: number
  limitCounter: number
  takenWeb: number
  takenTelephone: number
  takenCounter: number
  state: string
  expected: number
  releaseAt: Date | null
}

export const venues = factoryOf<VenueRow>('venues', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return {
    id: v7(),
    code: serialText('venue-', 10),
    name: { ja: '市役所' },
    details: {},
    position: 0,
    confirmed: false,
    active: true,
  }
})

export const lanes = factoryOf<LaneRow>('lanes', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return {
    id: v7(),
    code: serialText('lane-', 9),
    name: { ja: 'カードの受け取り' },
    procedureCodes: ['card-pickup'],
    active: true,
  }
})

/** A Saturday's first slot, far enough ahead that no test's clock passes it. Four places: two for the web, one each besides. */
export const slots = factoryOf<SlotRow>('slots', async (owner, tenantId, over) => ({
  id: v7(),
  venueId: over.venueId ?? (await venues(owner, tenantId)).id,
  laneId: over.laneId ?? (await lanes(owner, tenantId)).id,
  startsAt: new Date('2030-04-06T09:00:00+09:00'),
  minutes: 30,
  capacity: 4,
  limitWeb: 2,
  limitTelephone: 1,
  limitCounter: 1,
  takenWeb: 0,
  takenTelephone: 0,
  takenCounter: 0,
  state: 'open',
  expected: 0,
  releaseAt: null,
}))
