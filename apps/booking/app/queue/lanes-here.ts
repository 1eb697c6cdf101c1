import type { VenueId } from '@madoguchi/core/kernel'
import { lanesReceiving, type QueueNow, waitOf } from '@madoguchi/core/queue'
import type { Page } from '../page/page.tsx'

/** The groups of a venue with who waits: those received now, and those for which somebody still waits. Empty when it is closed. */
export function lanesHere(
  { policy, settings, now }: Page,
  venue: { id: VenueId; code: string },
  queue: QueueNow,
) {
  const receiving = lanesReceiving(policy, settings.national, venue.code, now)
  return policy.lanes.flatMap(({ code, name }) => {
    const lane = settings.lanes.find((it) => it.code === code)
    if (!lane) return []
    const wait = waitOf(queue.tickets, lane.id, now)
    return receiving.includes(code) || wait.waiting > 0 ? [{ id: lane.id, name, ...wait }] : []
  })
}
