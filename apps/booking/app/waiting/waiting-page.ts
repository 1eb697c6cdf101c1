import { venuesFor } from '@madoguchi/core/availability'
import { isLive, myReservations, myWaiting, otherVenueFrom, pickupProcedure } from '@madoguchi/core/booking'
import { isBookable, myCard } from '@madoguchi/core/issuance'
import { laneOf } from '@madoguchi/core/tenancy'
import { data, redirect } from '@remix-run/node'
import { asResident, type PageArgs } from '../page/page.tsx'
import { requireResident } from '../page/require-resident.ts'

/** Whose card it is that waits, for what and where it may; and where it stands in the line. Throws the way for everybody else. */
export async function waitingPage({ context: page }: PageArgs) {
  const resident = await requireResident(page, '/letter')
  if (!resident.cardId) throw redirect(`/letter?next=${encodeURIComponent(page.path)}`, 303)
  const actor = asResident(page, resident)
  const [card, reservations, waiting] = await Promise.all([
    myCard(page.db, actor, resident.cardId),
    myReservations(page.db, actor),
    myWaiting(page.db, actor, page.now),
  ])
  if (!card) throw data(null, { status: 404 })
  if (reservations.some((it) => it.cardId === card.id && isLive(it.state))) throw redirect('/my', 303)

  const { policy, settings, now } = page
  const procedure = pickupProcedure(policy, card.kind)
  const lane = procedure && laneOf(policy, procedure.code)
  const laneId = settings.lanes.find((it) => it.code === lane?.code)?.id
  if (!procedure || !laneId || !isBookable(card, policy)) throw redirect('/card', 303)
  const carriedFrom = otherVenueFrom(policy.booking, settings.national, now)
  const venues = venuesFor(policy, settings.venues, procedure.code).filter(
    (it) => carriedFrom || it.id === card.venueId,
  )
  return { actor, card, procedure, laneId, carriedFrom, venues, waiting }
}
