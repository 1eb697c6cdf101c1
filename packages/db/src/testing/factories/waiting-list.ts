import { v7 } from 'uuid'
import { lanes, venues } from './availability.ts'
import { factoryOf } from './factory.ts'
import { cards } from './issuance.ts'
import { serialText } from './serial.ts'

export type WaitingListRow = {
  id: string
  subjectId: string
  procedureCode: string
  laneId: string
  venueId: string | null
  homeVenueId: string
  otherVenueFrom: Date | null
  fromOn: string
  untilOn: string
  number: string
  language: string
  mail: string | null
  telephone: string | null
  policyVersion: number
  answerMinutes: number
  noticeMinutes: number
  joinedAt: Date
  leftAt: Date | null
  reservationId: string | null
  offeredAt: Date | null
}

/** A card's owner who waited for a place at any venue, on any of many days, and has left the line: a card waits once at a time. */
export const waitingList = factoryOf<WaitingListRow>('waiting_list', async (owner, tenantId, over) => {
  const homeVenueId = over.homeVenueId ?? (await venues(owner, tenantId)).id
  const own = over.subjectId
  const known =
    own && (await owner`select from app.cards where tenant_id = ${tenantId} and id = ${own}`).length
  const subjectId =
    own && known ? own : (await cards(owner, tenantId, { venueId: homeVenueId, ...(own && { id: own }) })).id
  return {
    id: v7(),
    subjectId,
    procedureCode: 'P01',
    laneId: over.laneId ?? (await lanes(owner, tenantId)).id,
    venueId: null,
    homeVenueId,
    otherVenueFrom: null,
    fromOn: '2026-01-01',
    untilOn: '2036-12-31',
    number: serialText('W', 8),
    language: 'ja',
    mail: 'kaede@example.jp',
    telephone: null,
    policyVersion: 1,
    answerMinutes: 120,
    noticeMinutes: 180,
    joinedAt: new Date(),
    leftAt: new Date(),
    reservationId: null,
    offeredAt: null,
  }
})
