import { timeAt } from '@madoguchi/core/calendar'
import { callsOf, type Ticket, ticketActsFor, waitOf } from '@madoguchi/core/queue'
import type { OfficeContext } from '../../staff-context.ts'

export type TicketLine = ReturnType<typeof lineOf>
export type LaneQueue = ReturnType<typeof queueView>['lanes'][number]

/** The numbers of a venue in the words of the page. No name is on it: the screen stands where people pass. */
export function queueView(tickets: readonly Ticket[], counter: string | null, context: OfficeContext) {
  const { policy, settings, venue, now } = context
  const line = (ticket: Ticket) => lineOf(ticket, context)
  const calls = callsOf(tickets)
  const mine = counter === null ? [] : calls.filter((it) => it.counter === counter)
  const received = policy.lanes.flatMap(({ code, name }) => {
    const lane = settings.lanes.find((it) => it.code === code)
    return lane?.active ? [{ id: lane.id, name: name.ja }] : []
  })
  const here = received.filter(
    ({ id }) => tickets.some((it) => it.laneId === id) || receives(context, id, venue.code),
  )
  return {
    mine: mine.map(line),
    elsewhere: calls.filter((it) => !mine.includes(it)).map(line),
    skipped: tickets.filter((it) => it.state === 'skipped').map(line),
    finished: tickets
      .filter((it) => it.state === 'done')
      .toSorted((a, b) => Number(b.finishedAt) - Number(a.finishedAt))
      .slice(0, 5)
      .map(line),
    lanes: here.map(({ id, name }) => ({
      id,
      name,
      ...waitOf(tickets, id, now),
      waiting: tickets.filter((it) => it.laneId === id && it.state === 'waiting').map(line),
    })),
  }
}

/** Does the venue receive this group at all? */
function receives({ policy, settings }: OfficeContext, laneId: string, venue: string): boolean {
  const code = settings.lanes.find((it) => it.id === laneId)?.code
  return policy.calendar.weekly.some((it) => it.lane === code && it.venues.includes(venue))
}

function lineOf(ticket: Ticket, { now, staff, policy, settings }: OfficeContext) {
  const { id, label, state, counter, forCounter, reservationId, turnAt, issuedAt, laneId } = ticket
  const lane = settings.lanes.find((it) => it.id === laneId)
  const name = policy.lanes.find((it) => it.code === lane?.code)?.name ?? lane?.name
  const at = ticket.finishedAt ?? ticket.servingAt ?? ticket.calledAt ?? issuedAt
  return {
    ...{ id, label, state, counter, forCounter, reservationId, laneId },
    lane: name?.ja ?? '',
    booked: reservationId && turnAt.getTime() !== issuedAt.getTime() ? timeAt(turnAt) : null,
    hasReservation: reservationId !== null,
    minutes: Math.max(0, Math.floor((now.getTime() - issuedAt.getTime()) / 60_000)),
    at: timeAt(at),
    acts: ticketActsFor(ticket, staff.roles),
  }
}
