import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { venues } from './availability.ts'
import { factoryOf } from './factory.ts'
import { staffMembers } from './identity.ts'
import { nextSerial, serialText } from './serial.ts'
import { settle } from './tenancy.ts'

export type PlaceRow = {
  id: string
  parentId: string | null
  kind: string
  venueId: string | null
  label: string
}
export type CardRow = {
  id: string
  applicationId: string
  noticeNumber: string | null
  serialNumber: string | null
  kind: string
  venueId: string
  placeId: string | null
  boxNumber: string | null
  appliedOn: string | null
  issuedOn: string | null
  expiresOn: string | null
  deadlineOn: string | null
  signatureCertificate: boolean | null
  userCertificate: boolean | null
  state: string
  eventSeq: number
  eventHash: Buffer | null
  stateSince: Date | null
}
export type CardPersonRow = {
  id: string
  cardId: string
  name: string
  kana: string | null
  nameKey: string
  kanaKey: string | null
  birthDate: string
  postalCode: string | null
  address: string | null
  telephone: string | null
  mail: string | null
}
export type InquiryNumberRow = {
  id: string
  cardId: string
  numberHmac: Buffer
  sealed: Buffer | null
  issuedAt: Date
  letterMadeAt: Date | null
  voidedAt: Date | null
}
export type CustodyEventRow = {
  id: string
  cardId: string
  seq: number
  act: string
  fromState: string
  toState: string
  fromPlaceId: string | null
  toPlaceId: string | null
  actorId: string
  secondActorId: string | null
  terminal: string
  reservationId: string | null
  reason: string | null
  note: string | null
  occurredAt: Date
  recordedAt: Date
  previousHash: Buffer | null
  hash: Buffer
}

export const places = factoryOf<PlaceRow>('places', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return { id: v7(), parentId: null, kind: 'cabinet', venueId: null, label: serialText('保管庫', 7) }
})

/** A card on its way, with no event yet; `app.record_custody` moves it on. */
export const cards = factoryOf<CardRow>('cards', async (owner, tenantId, over) => ({
  id: v7(),
  applicationId: serialText('9', 23),
  noticeNumber: serialText('N', 8),
  serialNumber: null,
  kind: 'new',
  venueId: over.venueId ?? (await venues(owner, tenantId)).id,
  placeId: null,
  boxNumber: null,
  appliedOn: '2026-03-02',
  issuedOn: '2026-04-01',
  expiresOn: '2036-05-05',
  deadlineOn: null,
  signatureCertificate: true,
  userCertificate: true,
  state: 'expected',
  eventSeq: 0,
  eventHash: null,
  stateSince: null,
}))

export const cardPeople = factoryOf<CardPersonRow>('card_people', async (owner, tenantId, over) => ({
  id: v7(),
  cardId: over.cardId ?? (await cards(owner, tenantId)).id,
  name: '試験 花子',
  kana: 'シケン ハナコ',
  nameKey: '試験花子',
  kanaKey: 'シケンハナコ',
  birthDate: '1990-05-05',
  postalCode: null,
  address: `試験町${nextSerial()}番地`,
  telephone: null,
  mail: null,
}))

export const inquiryNumbers = factoryOf<InquiryNumberRow>(
  'inquiry_numbers',
  async (owner, tenantId, over) => ({
    id: v7(),
    cardId: over.cardId ?? (await cards(owner, tenantId)).id,
    numberHmac: randomBytes(32),
    sealed: null,
    issuedAt: new Date('2026-04-02T10:00:00+09:00'),
    letterMadeAt: null,
    voidedAt: null,
  }),
)

/** One event alone, not a link of a true chain: `app.record_custody` makes those. */
export const custodyEvents = factoryOf<CustodyEventRow>('custody_events', async (owner, tenantId, over) => ({
  id: v7(),
  cardId: over.cardId ?? (await cards(owner, tenantId)).id,
  seq: 1,
  act: 'receive',
  fromState: 'expected',
  toState: 'received',
  fromPlaceId: null,
  toPlaceId: null,
  actorId: over.actorId ?? (await staffMembers(owner, tenantId)).id,
  secondActorId: null,
  terminal: '窓口端末1',
  reservationId: null,
  reason: null,
  note: null,
  occurredAt: new Date('2026-04-02T09:00:00+09:00'),
  recordedAt: new Date('2026-04-02T09:00:01+09:00'),
  previousHash: null,
  hash: randomBytes(32),
}))
