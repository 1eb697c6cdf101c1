import { isLive, pickupProcedure } from '@madoguchi/core/booking'
import type { PlainDate } from '@madoguchi/core/calendar'
import { type CounterVisit, cardRecord, visitOf } from '@madoguchi/core/issuance'
import type { CardId, VenueId } from '@madoguchi/core/kernel'
import { type Procedure, procedureOf } from '@madoguchi/core/tenancy'
import { data, redirect } from '@remix-run/node'
import type { OfficeContext } from '../../staff-context.ts'
import { type CallQuery, callPath } from './call-query.ts'

/** Who is on the telephone, as far as it is known. Without a letter: only what they come for. */
export type Caller = {
  procedure: Procedure | undefined
  cardId: CardId | null
  cardState: string | null
  /** Where the card lies. */
  cardAt: VenueId | null
  name: string | null
  kana: string | null
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
  /** The reservation that is talked about; null when one is to be made. */
  visit: CounterVisit | null
}

/** Whom the address names; null when nobody has been found yet. A card with a live reservation leads to that. */
export async function callerOf(context: OfficeContext, query: CallQuery): Promise<Caller | null> {
  const { db, actor, policy } = context
  if (query.reservation) {
    const visit = await visitOf(db, actor, query.reservation)
    const [person] = visit?.visitors ?? []
    if (!visit || !person) throw data(null, { status: 404 })
    const procedure = procedureOf(policy, person.procedureCode)
    const { cardId, name, kana, birthDate, expiresOn } = person
    const card = visit.cards.find((it) => it.id === cardId)
    const found = { procedure, cardId, cardState: card?.state ?? null, cardAt: card?.venueId ?? null }
    return { ...found, name, kana, birthDate, expiresOn, visit }
  }
  if (query.card) {
    const card = await cardRecord(db, actor, query.card)
    if (!card) throw data(null, { status: 404 })
    const live = card.reservations.find((it) => isLive(it.state))
    if (live) throw redirect(callPath({ k: query.k, reservation: live.id }), 303)
    return {
      procedure: pickupProcedure(policy, card.kind),
      cardId: card.id,
      cardState: card.state,
      cardAt: card.venueId,
      name: card.name,
      kana: card.kana,
      birthDate: card.birthDate as PlainDate,
      expiresOn: card.expiresOn as PlainDate | null,
      visit: null,
    }
  }
  const procedure = query.procedure && procedureOf(policy, query.procedure)
  if (!procedure || procedure.needsCard) return null
  return { ...NOBODY, procedure }
}

const NOBODY = {
  cardId: null,
  cardState: null,
  cardAt: null,
  name: null,
  kana: null,
  birthDate: null,
  expiresOn: null,
  visit: null,
}
