import { type FreeSlot, type LaneCalendar, slotsOn, stateOf, venuesFor } from '@madoguchi/core/availability'
import {
  type Hold,
  isLive,
  mayBook,
  myReservations,
  otherVenueFrom,
  pickupProcedure,
  type Reservation,
  whyNoneLeft,
  whyNotThere,
} from '@madoguchi/core/booking'
import type { Resident } from '@madoguchi/core/identity'
import { isBookable, type MyCard, myCard } from '@madoguchi/core/issuance'
import type { SlotId } from '@madoguchi/core/kernel'
import { laneOf, type Procedure, procedureOf, type TenantVenue } from '@madoguchi/core/tenancy'
import { redirect } from '@remix-run/node'
import { asResident, type Page, type PageArgs } from '../page/page.tsx'
import { requireResident } from '../page/require-resident.ts'
import { holdOn, type Refusal } from './hold.tsx'

/** The place that is asked for, and why it cannot be booked, if so: said before anything is typed. */
export type AskedPlace = {
  /** As the address names it. A pick-up by a representative is booked as the pick-up of that card. */
  asked: Procedure
  procedure: Procedure
  slot: FreeSlot | undefined
  venue: TenantVenue | undefined
  card: MyCard | undefined
  reason: Refusal | undefined
  /** When more of the slot opens, if that is why. */
  opensAt: Date | undefined
  /** The hold on it. */
  hold: Hold | undefined
  /** The live reservation that the card has already. */
  held: Reservation | undefined
  /** Where the card lies: for the calendar, which is the same for everyone. */
  cardAt: TenantVenue | undefined
  others: OtherPlace[]
}
export type OtherPlace = {
  id: string
  startsAt: Date
  state: 'free' | 'few'
  /** Said only where it is not the venue that was asked for. */
  venue: TenantVenue['name'] | undefined
}

/** Reads `procedure` and `slot` of the address. Throws the way to a procedure, or to the letter that it needs. */
export async function askedPlace({ context: page, request }: PageArgs): Promise<AskedPlace> {
  const { policy, settings, answer } = page
  const query = new URL(request.url).searchParams
  const asked = procedureOf(policy, query.get('procedure') ?? '')
  const lane = asked && laneOf(policy, asked.code)
  const calendar = lane && (await page.calendar(lane.code))
  if (!asked || !calendar) throw redirect('/availability', 303)

  const resident = await residentFor(page, asked.needsCard)
  // A refused booking knows its reason: the rush must not ask again for each who came too late.
  const asksCard = resident?.cardId && (!answer?.reason || CARD_DECIDES.has(answer.reason))
  const { card, held } = asksCard ? await cardOf(page, resident) : {}
  const procedure = (asked.comer && card && pickupProcedure(policy, card.kind)) || asked
  const venues = venuesFor(policy, settings.venues, procedure.code)
  const slot = calendar.byId.get((answer?.form.get('slot') ?? query.get('slot') ?? '') as SlotId)
  const venue = slot && venues.find((it) => it.id === slot.venueId)
  const cardPlace = card && {
    venueId: card.venueId,
    otherVenueFrom: otherVenueFrom(policy.booking, settings.national, page.now),
  }
  const isReached = (it: FreeSlot) => !cardPlace || whyNotThere(it, cardPlace) === null
  const allowed = mayBook(policy, procedure.code, slot && venue ? slot : null, page.now)
  const whyNot =
    answer?.reason ??
    (held && 'already-booked') ??
    (card && !isBookable(card, policy) ? 'card-not-ready' : undefined) ??
    (allowed.ok ? undefined : allowed.reason) ??
    (slot && cardPlace && whyNotThere(slot, cardPlace)) ??
    undefined
  // Whoever holds the last place sees it full, and has it.
  const own = slot && venue && !whyNot ? await holdOn(page, slot, procedure) : {}
  const lost = whyNot ?? own.reason ?? (slot && slot.free <= 0 && !own.hold ? 'full' : undefined)
  const reason = lost === 'full' && slot ? whyNoneLeft(slot, page.now) : lost
  const others = reason && ELSEWHEN.has(reason) ? nextBest(calendar, slot, venues, isReached) : []
  const cardAt = settings.venues.find((it) => it.id === card?.venueId)
  const opensAt = reason === 'not-open-yet' ? (slot?.moreAt ?? undefined) : undefined
  return { asked, procedure, slot, venue, card, reason, opensAt, hold: own.hold, held, cardAt, others }
}

/** A card's owner has said who they are; everyone else is given a session with what they type (Page.keepDraft). */
async function residentFor(page: Page, needsCard: boolean): Promise<Resident | undefined> {
  if (!needsCard) return undefined
  const resident = await requireResident(page, '/letter')
  if (!resident.cardId) throw redirect(`/letter?next=${encodeURIComponent(page.path)}`, 303)
  return resident
}

async function cardOf(page: Page, resident: Resident) {
  const actor = asResident(page, resident)
  const [card, reservations] = await Promise.all([
    myCard(page.db, actor, resident.cardId ?? ''),
    myReservations(page.db, actor),
  ])
  const held = reservations.find((it) => it.cardId === resident.cardId && isLive(it.state))
  return { card: card ?? undefined, held }
}

/** Refusals after which another time is what helps. */
const ELSEWHEN: ReadonlySet<string> = new Set([
  'full',
  'hold-over',
  'closed',
  'no-such-slot',
  'not-open-yet',
  'other-venue',
  'other-venue-too-soon',
])

/** Refusals of the desk that can only be told with the card: which reservation it has, where it lies. */
const CARD_DECIDES: ReadonlySet<string> = new Set(['already-booked', 'other-venue', 'other-venue-too-soon'])

const NEARBY = 7

/**
 * The free times of that day and venue that are nearest to the lost one, the first free place of that venue where the card
 * must be carried there, and the first free place of all.
 */
function nextBest(
  calendar: LaneCalendar,
  lost: FreeSlot | undefined,
  venues: readonly TenantVenue[],
  isReached: (slot: FreeSlot) => boolean,
): OtherPlace[] {
  const away = (it: FreeSlot) => Math.abs(it.startsAt.getTime() - (lost?.startsAt.getTime() ?? 0))
  const nearby = (lost ? slotsOn(calendar, lost.venueId, lost.date) : [])
    .filter((it) => it.free > 0 && it !== lost && isReached(it))
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, NEARBY)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  const firstOf = (isOne: (slot: FreeSlot) => boolean) =>
    calendar.slots.find((it) => it.free > 0 && isReached(it) && isOne(it))
  const here = nearby.length === 0 ? firstOf((it) => it.venueId === lost?.venueId) : undefined
  const first = firstOf((it) => venues.some(({ id }) => id === it.venueId))
  const offered = new Set([...nearby, here, first].filter((it) => it !== undefined))
  return [...offered].map((it) => ({
    id: it.id,
    startsAt: it.startsAt,
    state: stateOf(it) === 'few' ? 'few' : 'free',
    venue: it.venueId === lost?.venueId ? undefined : venues.find(({ id }) => id === it.venueId)?.name,
  }))
}
