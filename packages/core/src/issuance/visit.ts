import type { Actor, Database } from '@madoguchi/db'
import type { CardId, ReservationId, TenantId } from '../kernel.ts'
import { type CustodyEvent, custodyOf } from './counter.sql.ts'
import { type NameCheck, nameChecksOf, type VisitEvent, visitEventsOf } from './history.sql.ts'
import {
  type CardReservation,
  type CardRow,
  cardRows,
  messagesOf,
  reservationsOfCard,
  type SentMessage,
  type Visitor,
  type VisitRow,
  visitorsOf,
  visitRow,
} from './visit.sql.ts'

export type CounterVisit = VisitRow & {
  visitors: Visitor[]
  /** `away`: on record a card lies at another venue than the visit's. */
  cards: (CardRow & { custody: CustodyEvent[]; away: boolean })[]
  messages: SentMessage[]
  /** What officers did about it, newest first. */
  events: VisitEvent[]
}

/** Everything the counter needs about one reservation; null when it is not there or not this municipality's. */
export function visitOf(db: Database, actor: Actor, id: ReservationId): Promise<CounterVisit | null> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx) => {
    const [row, visitors, messages, events] = await Promise.all([
      visitRow(tx, tenantId, id),
      visitorsOf(tx, tenantId, id),
      messagesOf(tx, tenantId, id),
      visitEventsOf(tx, tenantId, id),
    ])
    if (!row) return null
    const ids = visitors.flatMap((it) => (it.cardId ? [it.cardId] : []))
    const cards = await cardRows(tx, tenantId, ids)
    const custody = await Promise.all(cards.map((card) => custodyOf(tx, tenantId, card.id)))
    return {
      ...row,
      visitors: [...visitors],
      messages: [...messages],
      events: [...events],
      cards: cards.map((card, at) => ({
        ...card,
        away: card.venueId !== row.venueId,
        custody: [...(custody[at] ?? [])],
      })),
    }
  })
}

export type CardRecord = CardRow & {
  custody: CustodyEvent[]
  nameChecks: NameCheck[]
  reservations: CardReservation[]
}

/** A card, its custody and how its name was made certain, newest first, and its reservations; null when it is not there or not this municipality's. */
export function cardRecord(db: Database, actor: Actor, id: CardId): Promise<CardRecord | null> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx) => {
    const [[card], custody, nameChecks, reservations] = await Promise.all([
      cardRows(tx, tenantId, [id]),
      custodyOf(tx, tenantId, id),
      nameChecksOf(tx, tenantId, id),
      reservationsOfCard(tx, tenantId, id),
    ])
    const history = { custody: [...custody], nameChecks: [...nameChecks], reservations: [...reservations] }
    return card ? { ...card, ...history } : null
  })
}
