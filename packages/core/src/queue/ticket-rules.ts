import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import type { Policy } from '../tenancy/policy-rules.ts'

/** Where a number stands. `skipped`: called, and nobody came. `left`: it is not called any more. */
export const TICKET_STATES = ['waiting', 'called', 'serving', 'done', 'skipped', 'left'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** What an officer does with a number, in the order in which it is offered. */
export const TICKET_ACTS = [
  'call',
  'recall',
  'start',
  'finish',
  'skip',
  'transfer',
  'put_back',
  'undo_start',
  'undo_finish',
  'leave',
] as const
export type TicketAct = (typeof TICKET_ACTS)[number]

export const TICKET_REFUSALS = [
  'not-your-part',
  'no-such-ticket',
  'counter-missing',
  'nobody-waits',
  'called-elsewhere',
  'already-served',
  'already-finished',
  'not-called',
  'goes-with-the-visit',
  'no-such-lane',
] as const
export type TicketRefusal = (typeof TICKET_REFUSALS)[number]

const BEFORE: Record<TicketAct, readonly TicketState[]> = {
  call: ['waiting', 'skipped'],
  recall: ['called'],
  start: ['called'],
  finish: ['serving', 'called'],
  skip: ['called'],
  transfer: ['waiting', 'called', 'skipped', 'serving'],
  put_back: ['called', 'skipped'],
  undo_start: ['serving'],
  undo_finish: ['done'],
  leave: ['waiting', 'called', 'skipped'],
}

const AFTER: Record<TicketAct, TicketState> = {
  call: 'called',
  recall: 'called',
  start: 'serving',
  finish: 'done',
  skip: 'skipped',
  transfer: 'waiting',
  put_back: 'waiting',
  undo_start: 'called',
  undo_finish: 'serving',
  leave: 'left',
}

/** Where the number stands instead: what the second of two officers is told. */
const INSTEAD: Record<TicketState, TicketRefusal> = {
  waiting: 'not-called',
  called: 'called-elsewhere',
  serving: 'already-served',
  done: 'already-finished',
  skipped: 'not-called',
  left: 'already-finished',
}

/** Acts that begin or end the service itself: with a reservation they are the visit's (issuance), and the number follows. */
const OF_THE_VISIT: readonly TicketAct[] = ['start', 'finish', 'undo_start', 'undo_finish', 'leave']

const RECEPTION: readonly StaffRole[] = ['manager', 'officer', 'part_time', 'branch', 'contractor']

/** Who calls numbers and gives them out: whoever receives people at all. */
export const mayCall = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => RECEPTION.includes(role))

export type StandingTicket = { state: TicketState; reservationId: string | null; counter: string | null }

/** May this be done with the number, and how does it stand then? `counter`: from which 窓口 the officer acts. */
export function decideTicket(
  act: TicketAct,
  ticket: StandingTicket,
  officer: { roles: readonly StaffRole[]; counter: string | null },
): Result<TicketState, TicketRefusal> {
  if (!mayCall(officer.roles)) return refuse('not-your-part')
  if (ticket.reservationId !== null && goesWithVisit(act, ticket.state)) return refuse('goes-with-the-visit')
  if (!BEFORE[act].includes(ticket.state)) return refuse(INSTEAD[ticket.state])
  if ((act === 'call' || act === 'recall') && !officer.counter) return refuse('counter-missing')
  return ok(AFTER[act])
}

/** A visit that is being served has its cards at the counter: it is taken back there before it moves. */
const goesWithVisit = (act: TicketAct, state: TicketState) =>
  OF_THE_VISIT.includes(act) || (act === 'transfer' && state === 'serving')

/** The acts that make sense for a number as it stands. */
export const ticketActsFor = (ticket: StandingTicket, roles: readonly StaffRole[]): TicketAct[] =>
  TICKET_ACTS.filter((act) => decideTicket(act, ticket, { roles, counter: '-' }).ok)

/** How a reservation stands when its number stands so; null where the number says nothing about it. */
export const reservationFor = (state: TicketState): 'checked_in' | 'called' | null =>
  state === 'called' ? 'called' : state === 'waiting' || state === 'skipped' ? 'checked_in' : null

/** How the number of a reservation stands after an officer has moved the reservation at the counter. */
export const ticketAfter = (reservation: string): TicketState =>
  reservation === 'checked_in'
    ? 'waiting'
    : reservation === 'called'
      ? 'called'
      : reservation === 'serving'
        ? 'serving'
        : reservation === 'done' || reservation === 'partly_done'
          ? 'done'
          : 'left'

const MINUTE = 60_000

/**
 * By what hour a number is called. Who has booked and comes in time: by the hour booked, however early they came. Who comes
 * later than the municipality forgives, or without a reservation: by when they came.
 */
export const turnAt = (startsAt: Date | null, issuedAt: Date, lateAfterMinutes: number): Date =>
  startsAt && issuedAt.getTime() <= startsAt.getTime() + lateAfterMinutes * MINUTE ? startsAt : issuedAt

/** A001 … A999, A1000: the group's letter and a running number. */
export const ticketLabel = (letter: string, n: number): string => `${letter}${String(n).padStart(3, '0')}`

/** How numbers are given out: each lane's letter by its id, and after how many minutes somebody is late. */
export type Numbering = { letters: Record<string, string>; lateAfterMinutes: number }

/** Later than this, whoever has booked waits among those who have not. */
const LATE_AFTER_MINUTES = 10

/** The lanes' letters in the order of the municipality's rules. A lane that they no longer know is Z. */
export function numberingOf(
  policy: Pick<Policy, 'lanes'>,
  lanes: readonly { id: string; code: string }[],
): Numbering {
  const letters = lanes.map(({ id, code }) => {
    const at = policy.lanes.findIndex((it) => it.code === code)
    return [id, at < 0 ? 'Z' : String.fromCharCode(65 + Math.min(at, 24))] as const
  })
  return { letters: Object.fromEntries(letters), lateAfterMinutes: LATE_AFTER_MINUTES }
}
