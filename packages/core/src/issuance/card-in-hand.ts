import type { Actor, Database } from '@madoguchi/db'
import { ok, type ReservationId, type Result, refuse, type TenantId } from '../kernel.ts'
import type { Officer } from './act-at-counter.ts'
import { mayBeInHand } from './card-state-rules.ts'
import { lockCards, lockReservation, recordCustody } from './counter.sql.ts'
import { IN_HAND_REASONS, mayAct } from './counter-act-rules.ts'
import { looksLikeMyNumber } from './my-number-rules.ts'
import { plainCode } from './scan-rules.ts'
import { cardsLabelled, placeOfVenue } from './whereabouts.sql.ts'

export const IN_HAND_REFUSALS = [
  'not-your-part',
  'no-such-reservation',
  'reservation-not-open',
  'nothing-away',
  'label-missing',
  'my-number-typed',
  'another-card',
  'card-not-ready',
  'reason-missing',
] as const
export type InHandRefusal = (typeof IN_HAND_REFUSALS)[number]

const OPEN: readonly string[] = ['confirmed', 'checked_in', 'called', 'serving']

/**
 * Records that a card which lies elsewhere on record is in an officer's hand at the visit's venue: they read its own label
 * (申請書ID, 交付通知書番号 or 製造番号) to prove it, and say why. The record of its place is corrected by a custody event,
 * with the place before and after; its state stays. `ready` as for actAtCounter.
 */
export function recordCardInHand(
  db: Database,
  actor: Actor,
  officer: Officer,
  ready: readonly string[],
  it: { reservationId: ReservationId; label: string; reason: string | null },
  now: Date,
): Promise<Result<true, InHandRefusal>> {
  const tenantId = actor.tenantId as TenantId
  const { reservationId, reason } = it
  return db.as(actor, async (tx) => {
    if (!mayAct('start', officer.roles)) return refuse('not-your-part')
    const visit = await lockReservation(tx, tenantId, reservationId)
    if (!visit) return refuse('no-such-reservation')
    if (!OPEN.includes(visit.state)) return refuse('reservation-not-open')
    const away = (await lockCards(tx, tenantId, reservationId, visit.venueId)).filter((card) => card.away)
    if (away.length === 0) return refuse('nothing-away')

    if (it.label.trim() === '') return refuse('label-missing')
    if (looksLikeMyNumber(it.label)) return refuse('my-number-typed')
    const labelled = await cardsLabelled(tx, tenantId, plainCode(it.label))
    const card = away.find(({ id }) => labelled.includes(id))
    if (!card) return refuse('another-card')
    if (!mayBeInHand(card.state, ready)) return refuse('card-not-ready')
    if (!IN_HAND_REASONS.some((known) => known === reason)) return refuse('reason-missing')

    const placeId = await placeOfVenue(tx, tenantId, visit.venueId)
    const event = { act: 'card_in_hand', staffId: officer.id, terminal: officer.terminal, reason, now }
    const stays = { cardId: card.id, from: card.state, to: card.state, placeId, reservationId }
    if ((await recordCustody(tx, tenantId, { ...event, ...stays })) === null)
      throw new Error('a locked card has moved')
    return ok(true)
  })
}
