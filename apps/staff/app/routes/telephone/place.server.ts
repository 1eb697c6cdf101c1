import { slotRunning } from '@madoguchi/core/availability'
import type { AskedSlot } from '@madoguchi/core/booking'
import type { SlotId, VenueId } from '@madoguchi/core/kernel'
import { laneOf, type Procedure } from '@madoguchi/core/tenancy'
import type { OfficeContext } from '../../staff-context.ts'
import type { CallQuery } from './call-query.ts'
import { type Desk, placesOf } from './when-view.server.ts'

/** The slot that was chosen, as the rules ask for it and as the page says it. */
export type ChosenPlace = {
  id: SlotId
  asked: AskedSlot
  venue: string
  running: boolean
  own: number
  beyond: boolean
}

/** The slot of the address: one of the calendar at a venue that does the procedure, or the one running here. */
export async function placeOf(
  context: OfficeContext,
  { slot: id, now: running, by }: CallQuery,
  procedure: Procedure,
  desk: Desk,
): Promise<ChosenPlace | null> {
  const nameOf = (venue: VenueId) => desk.venues.find((it) => it.id === venue)?.name.ja
  if (running) return runningHere(context, procedure, desk)
  const slot = id && desk.calendar.byId.get(id)
  const venue = slot && nameOf(slot.venueId)
  if (!slot || !venue) return null
  const places = placesOf(desk.calendar, slot.id, by ?? 'telephone', context)
  return { id: slot.id, asked: slot, venue, running: false, ...places }
}

/** 予約のない来庁: at the officer's own venue, now. */
async function runningHere(
  context: OfficeContext,
  procedure: Procedure,
  desk: Desk,
): Promise<ChosenPlace | null> {
  const { db, actor, settings, policy, venue, now } = context
  const lane = laneOf(policy, procedure.code)
  if (!lane || !desk.venues.some((it) => it.id === venue.id)) return null
  const slot = await slotRunning(db, actor, settings, { lane: lane.code, venueId: venue.id }, now)
  if (!slot) return null
  const places = placesOf(
    { ...desk.calendar, left: new Map([[slot.id, slot.left]]) },
    slot.id,
    'counter',
    context,
  )
  const window = { opensAt: slot.startsAt, closesAt: slot.startsAt, changeUntil: slot.startsAt }
  const asked = { lane: lane.code, startsAt: slot.startsAt, window }
  return { id: slot.id, asked, venue: venue.name.ja, running: true, ...places }
}
