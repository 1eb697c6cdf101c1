import { estimateWait, type FinishedService, type WaitRange } from './wait-rules.ts'

/** Of a number, all that the queue's pages reckon with. */
export type Standing = {
  id: string
  laneId: string
  state: string
  counter: string | null
  calledAt: Date | null
  servingAt: Date | null
  finishedAt: Date | null
}

/** How many stand before this number in its group, in the order in which they are called; null when it does not wait. */
export function aheadOf(tickets: readonly Standing[], id: string): number | null {
  const own = tickets.find((it) => it.id === id)
  if (own?.state !== 'waiting') return null
  const waiting = tickets.filter((it) => it.state === 'waiting' && it.laneId === own.laneId)
  return waiting.findIndex((it) => it.id === id)
}

/** The waits of a group: how many wait, and how long whoever comes now will. */
export function waitOf(
  tickets: readonly Standing[],
  laneId: string,
  now: Date,
): { waiting: number; range: WaitRange | null } {
  const waiting = tickets.filter((it) => it.laneId === laneId && it.state === 'waiting').length
  return { waiting, range: estimateWait(waiting, servicesOf(tickets, laneId), now) }
}

/** How long somebody of this group waits who has so many before them; null when that cannot be said yet. */
export const rangeOf = (
  tickets: readonly Standing[],
  laneId: string,
  ahead: number,
  now: Date,
): WaitRange | null => estimateWait(ahead, servicesOf(tickets, laneId), now)

/** The services of a group that have ended; without a call, from when it began. */
const servicesOf = (tickets: readonly Standing[], laneId: string): FinishedService[] =>
  tickets.flatMap(({ laneId: lane, state, calledAt, servingAt, finishedAt, counter }) => {
    const from = calledAt ?? servingAt
    return lane === laneId && state === 'done' && from && finishedAt
      ? [{ calledAt: from, finishedAt, counter }]
      : []
  })

/** The numbers that are called or served now, the newest call first. */
export const callsOf = <It extends Standing>(tickets: readonly It[]): It[] =>
  tickets
    .filter((it) => it.state === 'called' || it.state === 'serving')
    .toSorted((a, b) => Number(b.calledAt ?? b.servingAt) - Number(a.calledAt ?? a.servingAt))
