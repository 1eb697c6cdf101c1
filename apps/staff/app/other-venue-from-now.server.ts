import { otherVenueFrom } from '@madoguchi/core/booking'
import type { OfficeContext } from './staff-context.ts'

/** From when a card is handed over where it does not lie, reckoned from now; null: not at all. */
export const otherVenueFromNow = ({ policy, settings, now }: OfficeContext) =>
  otherVenueFrom(policy.booking, settings.national, now)
