import type { Tx } from '@madoguchi/db'
import { ok, type Result, refuse, type SlotId, type VenueId } from '../kernel.ts'
import type { Policy } from '../tenancy/policy-rules.ts'
import { type Basket, refitRow, runFrom } from './basket.sql.ts'
import { counterUseAt, errandsOf, placesFrom } from './basket-rules.ts'

type Fit = {
  people: readonly { procedures: readonly string[] }[]
  /** Where they are to begin; without it, where the reservation stands. */
  slotId?: SlotId | undefined
  /** The same, when nothing else is changed: who is there already has nothing done about them. */
  moveTo?: SlotId | undefined
  policy: Policy
  channel: 'web' | 'telephone' | 'counter'
  beyond: boolean
  otherVenueFrom: Date | null
  /** Why whoever is about to join cannot come there and then; null when they can. */
  whyNot?: ((start: { venueId: VenueId; startsAt: Date }) => Promise<string | null>) | undefined
}

/**
 * Gives a locked reservation the places that its people need, from one slot on, in the caller's transaction: what is missing is
 * taken before anything is let go, and a refusal leaves it all as it was. Answers whether another channel's place was taken.
 */
export async function fitPeople(
  tx: Tx,
  tenantId: string,
  basket: Basket,
  { people, moveTo, slotId = moveTo, policy, channel, beyond, otherVenueFrom, whyNot }: Fit,
  now: Date,
): Promise<Result<{ others: boolean }, string>> {
  const run = await runFrom(tx, tenantId, slotId ? { slotId } : basket)
  const [first] = run
  if (!first || first.laneCode !== basket.laneCode) return refuse('no-such-slot')
  const isThere = first.venueId === basket.venueId && first.startsAt.getTime() === basket.startsAt.getTime()
  if (moveTo && isThere) return ok({ others: false })
  const why = await whyNot?.(first)
  if (why) return refuse(why)
  const use = counterUseAt(policy.baskets, first.venueCode, first.laneCode)
  const wanted = placesFrom(run, errandsOf(people, policy), use)
  if (!wanted) return refuse('full')
  const answer = await refitRow(tx, tenantId, basket.id, { channel, beyond, otherVenueFrom, wanted }, now)
  return answer.outcome === 'changed' ? ok({ others: answer.others ?? false }) : refuse(answer.outcome)
}
