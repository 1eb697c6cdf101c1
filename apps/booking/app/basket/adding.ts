import {
  changePeople,
  offeredAlong,
  otherVenueFrom,
  type PeopleAct,
  type PeopleRefusal,
} from '@madoguchi/core/booking'
import type { Procedure } from '@madoguchi/core/tenancy'
import { redirect } from '@remix-run/node'
import type { PageArgs } from '../page/page.tsx'
import { reservationPage } from '../reservation/reservation-page.ts'

/** Why somebody could not be added or changed, as the next page says it once. */
export type NotChanged = { reason: PeopleRefusal }

/** The reservation whose people are to change, and what its counters do; without it, the way back to the reservation. */
export async function changingPeople(args: PageArgs) {
  const page = args.context
  const mine = await reservationPage(args)
  const { reservation, changeable, people, venue } = mine
  if (!changeable || !venue) throw redirect(`/my/${reservation.id}`, 303)
  const counters = { lane: reservation.laneCode, venue }
  const offered: Procedure[] = offeredAlong(page.policy, counters)
  const lane = page.policy.lanes.find((it) => it.code === reservation.laneCode)
  const pickups = page.policy.procedures.some(
    (it) => it.needsCard && [...(lane?.procedures ?? []), ...(lane?.along ?? [])].includes(it.code),
  )
  return { ...mine, venue, offered, pickups, full: people.length >= page.policy.baskets.most }
}
export type Changing = Awaited<ReturnType<typeof changingPeople>>

/** Does it, by the rules in force now; answers why not. */
export async function changeMyPeople(
  args: PageArgs,
  mine: Changing,
  change: PeopleAct,
): Promise<PeopleRefusal | null> {
  const { db, policy, settings, now, sessionHash } = args.context
  if (!sessionHash) return 'session-over'
  const changed = await changePeople(
    db,
    mine.actor,
    {
      id: mine.reservation.id,
      change,
      policy,
      venues: settings.venues,
      windowOf: mine.windowOf,
      otherVenueFrom: otherVenueFrom(policy.booking, settings.national, now),
      secretHash: sessionHash,
    },
    now,
  )
  return changed.ok ? null : changed.reason
}
