import type { HoldPolicy } from '../tenancy/policy-rules.ts'

/** A place that a resident has while the rest is asked. `extended`: how often they have asked for more time. */
export type Hold = { id: string; slotId: string; until: Date; extended: number }

/** Until when a place is held that is taken, or held for longer, now. */
export const heldUntil = ({ minutes }: HoldPolicy, now: Date): Date =>
  new Date(now.getTime() + minutes * 60_000)

/** How often it may still be extended: a place must not be kept from the others for ever. */
export const extensionsLeft = ({ extended }: Pick<Hold, 'extended'>, { extensions }: HoldPolicy): number =>
  Math.max(0, extensions - extended)
