import { CHANNELS, type Channel } from '../tenancy/policy-rules.ts'
import type { ExistingSlot } from './slot-rules.ts'

/** What is left of a slot now: in all, and for each channel. */
export type LeftOver = {
  free: number
  left: Record<Channel, number>
  /** Places that only these channels can take: the web alone, or whom the office serves. */
  kept: { channels: Channel[]; places: number }[]
  /** Places that nobody can take yet. */
  unopened: number
}

/** What a slot has left for whom, by its counters alone: the same arithmetic as the check constraints. */
export function leftOver({
  capacity,
  limits,
  taken,
}: Pick<ExistingSlot, 'capacity' | 'limits' | 'taken'>): LeftOver {
  const free = Math.max(0, capacity - CHANNELS.reduce((sum, it) => sum + taken[it], 0))
  const leftOf = (it: Channel) => Math.max(0, Math.min(free, limits[it] - taken[it]))
  const left = { web: leftOf('web'), telephone: leftOf('telephone'), counter: leftOf('counter') }
  const byOffice = Math.min(free, left.telephone + left.counter)
  const open = Math.min(free, left.web + byOffice)
  const office = (['telephone', 'counter'] as const).filter((it) => left[it] > 0)
  const kept = [
    { channels: ['web' as const], places: open - byOffice },
    { channels: office, places: open - left.web },
  ]
  return { free, left, kept: kept.filter((it) => it.places > 0), unopened: free - open }
}
