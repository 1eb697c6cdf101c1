import type { Actor, Database, Tx } from '@madoguchi/db'
import type { BookingWindow } from '../availability/window-rules.ts'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { mintId, ok, type Result, refuse, type SlotId, type StaffId, type VenueId } from '../kernel.ts'
import type { Policy } from '../tenancy/policy-rules.ts'
import {
  type Basket,
  basketPeople,
  deletePerson,
  insertPerson,
  type Joining,
  lockBasket,
  noteDeskAct,
  whyCardMayNot,
  writeProcedures,
} from './basket.sql.ts'
import { type BasketRefusal, type PeopleChange, peopleAfter } from './basket-rules.ts'
import { type BookingRefusal, mayChange } from './booking-rules.ts'
import { noteCorrection } from './corrections.sql.ts'
import { fitPeople } from './fit-people.ts'
import { whyNotThere } from './other-venue-rules.ts'
import { reservationsOf } from './reservations.sql.ts'
import { type LetterShown, lettersShown } from './shown-letters.sql.ts'
import {
  type DeskChannel,
  type DeskRefusal,
  mayAnswerCalls,
  mayOverride,
  OVERRIDE_REASONS,
} from './staff-booking-rules.ts'

/** What is to change about who comes, and for what. */
export type PeopleAct =
  | { act: 'add'; person: Omit<Joining, 'id'> }
  | { act: 'remove'; personId: string }
  | { act: 'procedures'; personId: string; procedures: readonly string[] }

type Asked = {
  id: string
  change: PeopleAct
  policy: Policy
  venues: readonly { code: string; procedures?: readonly string[] | undefined }[]
  otherVenueFrom: Date | null
  /** Where everybody begins from now on; without it, where they were to. */
  slotId?: SlotId | undefined
}
export type PeopleAsk = Asked & { secretHash: Buffer; windowOf: (startsAt: Date) => BookingWindow }
export type PeopleDeskAsk = Asked & {
  officer: { id: StaffId; roles: readonly StaffRole[]; terminal: string }
  channel: DeskChannel
  reason: string | null
}

export type PeopleRefusal = BasketRefusal | BookingRefusal
export type PeopleDeskRefusal = BasketRefusal | DeskRefusal

/**
 * Adds somebody to the resident's own reservation, takes them out, or changes what they do, until the end of the time in which
 * it may be changed. A card comes along when its letter was shown in this very session.
 */
export function changePeople(
  db: Database,
  actor: Actor,
  ask: PeopleAsk,
  now: Date,
): Promise<Result<true, PeopleRefusal>> {
  return unlessBooked(
    db.as(actor, async (tx) => {
      const { tenantId, subjectId } = actor
      const basket = await lockBasket(tx, tenantId, ask.id)
      if (!basket || !subjectId) {
        // What is over cannot be locked by a resident, and is still theirs to see.
        const over = await reservationsOf(tx, tenantId, ask.id)
        return refuse(over.length > 0 ? 'too-late' : 'not-found')
      }
      const state = basket.state === 'held' ? 'confirmed' : basket.state
      const still = mayChange({ ...basket, state }, ask.windowOf(basket.startsAt), now)
      if (!still.ok) return still
      const card = cardIn(ask.change)
      const shown = card ? await lettersShown(tx, tenantId, ask.secretHash, now) : []
      const by: By = {
        channel: 'web',
        beyond: false,
        whyNot: card ? async (start) => whyLetterMayNot(shown, card, start, ask) : undefined,
      }
      const fitted = await fit(tx, tenantId, basket, ask, by, now)
      if (!fitted.ok) return refuse(fitted.reason as PeopleRefusal)
      if (basket.state === 'confirmed')
        await noteCorrection(tx, tenantId, { id: ask.id, subjectId, act: 'people', now })
      return ok(true as const)
    }),
  )
}

const cardIn = (change: PeopleAct) => (change.act === 'add' ? change.person.cardId : null)

function whyLetterMayNot(
  shown: readonly LetterShown[],
  cardId: string,
  start: { venueId: VenueId; startsAt: Date },
  { policy, otherVenueFrom }: Asked,
): PeopleRefusal | null {
  const card = shown.find((it) => it.cardId === cardId)
  if (!card) return 'letter-needed'
  if (!policy.booking.bookableCardStates.includes(card.state)) return 'card-not-ready'
  return whyNotThere(start, { venueId: card.venueId, otherVenueFrom })
}

/** The same by the office, at the wish of whoever rings or stands at the counter; also of somebody who is already there. */
export function changePeopleFor(
  db: Database,
  actor: Actor,
  ask: PeopleDeskAsk,
  now: Date,
): Promise<Result<true, PeopleDeskRefusal>> {
  const { officer, policy, reason, channel, otherVenueFrom } = ask
  return unlessBooked(
    db.as(actor, async (tx) => {
      const { tenantId } = actor
      if (!mayAnswerCalls(officer.roles)) return refuse('not-your-part')
      if (reason && !OVERRIDE_REASONS.some((it) => it === reason)) return refuse('reason-missing')
      const basket = await lockBasket(tx, tenantId, ask.id)
      if (!basket) return refuse('not-found')
      const ahead = basket.state === 'confirmed' && now < basket.startsAt
      if (!ahead && basket.state !== 'checked_in') return refuse('too-late')
      const cardId = cardIn(ask.change)
      const states = policy.booking.bookableCardStates
      const by: By = {
        channel,
        beyond: reason !== null && mayOverride(policy),
        whyNot: cardId
          ? (start) => whyCardMayNot(tx, tenantId, { ...start, cardId, states, otherVenueFrom })
          : undefined,
      }
      const fitted = await fit(tx, tenantId, basket, ask, by, now)
      if (!fitted.ok) return refuse(fitted.reason as PeopleDeskRefusal)
      const { id: officerId, terminal } = officer
      const said = fitted.value.others ? reason : null
      const act = { ...basket, act: 'people', officer: officerId, terminal, reason: said, now } as const
      await noteDeskAct(tx, tenantId, act)
      return ok(true as const)
    }),
  )
}

type By = Pick<Parameters<typeof fitPeople>[3], 'channel' | 'beyond' | 'whyNot'>

/** Makes the places fit and writes down who comes; a refusal leaves it all as it was. */
async function fit(
  tx: Tx,
  tenantId: string,
  basket: Basket,
  ask: Asked,
  by: By,
  now: Date,
): Promise<Result<{ others: boolean }, string>> {
  const { policy, venues, change } = ask
  const venue = venues.find((it) => it.code === basket.venueCode) ?? { code: basket.venueCode }
  const id = change.act === 'add' ? mintId<string>() : change.personId
  const asked: PeopleChange =
    change.act === 'add'
      ? { act: 'add', id, procedures: change.person.procedures, card: change.person.cardId !== null }
      : { ...change, id }
  const people = await basketPeople(tx, tenantId, basket.id)
  const after = peopleAfter(people, asked, policy, { lane: basket.laneCode, venue })
  if (!after.ok) return after
  const fitted = await fitPeople(tx, tenantId, basket, { ...ask, ...by, people: after.value }, now)
  if (!fitted.ok) return fitted
  if (change.act === 'add') await insertPerson(tx, tenantId, basket, { ...change.person, id })
  else if (change.act === 'remove') await deletePerson(tx, tenantId, basket, id)
  else await writeProcedures(tx, tenantId, basket, { id, procedures: change.procedures })
  return fitted
}

/** A card that somebody else books at the same moment: nothing of this was written. */
const unlessBooked = <Answer>(work: Promise<Answer>) =>
  work.catch((defect: { code?: string; constraint_name?: string } | null) => {
    if (defect?.constraint_name === 'a_card_has_one_live_pickup') return refuse('already-booked')
    throw defect
  })
