import { v7 } from 'uuid'
import { factoryOf } from './factory.ts'
import { staffMembers } from './identity.ts'
import { nextSerial } from './serial.ts'

export type MessageTextRow = {
  id: string
  kind: string
  language: string
  version: number
  subject: string | null
  body: string | null
  madeBy: string
  madeAt: Date
}

/** A version of a municipality's own words of the mail about a booking. */
export const messageTexts = factoryOf<MessageTextRow>('message_texts', async (owner, tenantId, over) => ({
  id: v7(),
  kind: 'reservation.booked',
  language: 'ja',
  version: nextSerial(),
  subject: '【{{city}}】予約',
  body: '{{number}} {{when}} {{venue}} {{link}} {{telephone}}',
  madeBy: over.madeBy ?? (await staffMembers(owner, tenantId)).id,
  madeAt: new Date('2026-04-02T09:00:00+09:00'),
}))
