import type { TakeItem, Taken } from './rush-path.sql.ts'

export type Waiting = {
  item: TakeItem
  at: Date
  settle: (taken: Taken) => void
  fail: (defect: unknown) => void
}

/**
 * A municipality's bookings. `running`: statements under way; `moving` and `people`: those of them, and the people in those,
 * that have not been standing for a while; `busy`: the slots they are for. `apart`: slots that travel without others, since
 * one of them kept a whole batch waiting for its lock.
 */
export type Queue = {
  running: number
  moving: number
  people: number
  busy: Set<string>
  apart: Set<string>
  waiting: Waiting[]
}

export const emptyQueue = (): Queue => ({
  ...{ running: 0, moving: 0, people: 0 },
  ...{ busy: new Set(), apart: new Set(), waiting: [] },
})

export const slotsIn = (party: readonly Waiting[]) => new Set(party.flatMap((it) => it.item.slots))

/** As many as one statement takes; measured in docs/performance.md. */
const BATCH = 64

/**
 * Takes those out of the queue who travel next, in order of arrival: not the second of two equal requests, which is answered
 * from the first's row; not who wants a slot that is being booked; and several slots in a row only by themselves.
 */
export function nextOf({ waiting, busy, apart }: Queue): Waiting[] {
  const requests = new Set<string>()
  const next: Waiting[] = []
  for (const it of waiting) {
    const { request, slots } = it.item
    if (next.length === BATCH) break
    if (requests.has(request) || slots.some((slot) => busy.has(slot))) continue
    if (slots.length !== 1 && next.length > 0) continue
    const first = next[0]?.item.slots[0] ?? ''
    if (next.length > 0 && slots[0] !== first && (apart.has(first) || apart.has(slots[0] ?? ''))) continue
    requests.add(request)
    next.push(it)
    if (slots.length !== 1) break
  }
  const taken = new Set(next)
  waiting.splice(0, waiting.length, ...waiting.filter((it) => !taken.has(it)))
  return next
}
