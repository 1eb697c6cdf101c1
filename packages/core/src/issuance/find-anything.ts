import type { Actor, Database, Tx } from '@madoguchi/db'
import { ok, type Result, refuse, type TenantId } from '../kernel.ts'
import {
  byApplicationId,
  byCard,
  byNoticeNumber,
  byReservationNumber,
  byTelephone,
  cardOfNumber,
  cardsByName,
  cardsByWords,
  HITS,
  type Hit,
  reservationsByName,
  reservationsByWords,
} from './find.sql.ts'
import { inquiryHmac } from './inquiry-hmac.ts'
import { type Reading, readScan, type ScanRefusal } from './scan-rules.ts'

export type Found = {
  hits: Hit[]
  /** More were found than are shown. */
  more: boolean
  /** The 照会番号 that was scanned has been replaced by a newer letter. */
  voided: boolean
}

/** Finds whatever was scanned or typed; `pepper` is the key of the 照会番号. At most 50 hits, by reading. */
export async function findAnything(
  db: Database,
  actor: Actor,
  typed: string,
  pepper: string,
): Promise<Result<Found, ScanRefusal>> {
  const scan = readScan(typed)
  if ('refused' in scan) return refuse(scan.refused)

  return db.as(actor, async (tx) => {
    for (const reading of scan.readings) {
      const found = await look(tx, actor.tenantId as TenantId, reading, pepper)
      if (found.hits.length > 0) return ok({ ...found, more: found.hits.length >= HITS })
    }
    return ok({ hits: [], more: false, voided: false })
  })
}

async function look(tx: Tx, tenantId: TenantId, reading: Reading, pepper: string) {
  if (reading.as === 'inquiry-number') {
    const found = await cardOfNumber(tx, inquiryHmac(pepper, tenantId, reading.number))
    return { hits: found ? await byCard(tx, tenantId, found.cardId) : [], voided: found?.voided ?? false }
  }
  return { hits: await hitsOf(tx, tenantId, reading), voided: false }
}

async function hitsOf(
  tx: Tx,
  tenantId: TenantId,
  reading: Exclude<Reading, { as: 'inquiry-number' }>,
): Promise<Hit[]> {
  switch (reading.as) {
    case 'reservation-number':
      return byReservationNumber(tx, tenantId, reading.number)
    case 'application-id':
      return byApplicationId(tx, tenantId, reading.id)
    case 'notice-number':
      return byNoticeNumber(tx, tenantId, reading.number)
    case 'telephone':
      return byTelephone(tx, tenantId, reading.number)
    case 'name': {
      const [cards, others] = await Promise.all([
        cardsByName(tx, tenantId, reading),
        reservationsByName(tx, tenantId, reading),
      ])
      const inWords = reading.words.length > 0 ? await byWords(tx, tenantId, reading.words) : []
      return eachOnce([...cards, ...others, ...inWords]).slice(0, HITS)
    }
  }
}

/** A name in Latin letters is looked for by any of its words: the given name stands last as often as first. */
async function byWords(tx: Tx, tenantId: TenantId, words: readonly string[]): Promise<Hit[]> {
  const [cards, others] = await Promise.all([
    cardsByWords(tx, tenantId, words),
    reservationsByWords(tx, tenantId, words),
  ])
  return [...cards, ...others]
}

const eachOnce = (hits: Hit[]) => [
  ...new Map(hits.map((hit) => [`${hit.cardId} ${hit.reservationId}`, hit])).values(),
]
