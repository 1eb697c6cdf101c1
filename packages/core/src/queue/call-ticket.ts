import type { Actor, Database, Tx } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import {
  type LaneId,
  ok,
  type Result,
  refuse,
  type StaffId,
  type TenantId,
  type TicketId,
  type VenueId,
} from '../kernel.ts'
import {
  decideTicket,
  mayCall,
  reservationFor,
  type TicketAct,
  type TicketRefusal,
  type TicketState,
} from './ticket-rules.ts'
import {
  insertCallEvent,
  insertTicketEvent,
  lockNext,
  lockTicket,
  moveWithTicket,
  saveTicket,
  type Ticket,
  tellScreens,
} from './tickets.sql.ts'

/** Who calls, as what, from which 窓口 and which machine. */
export type Caller = { id: StaffId; roles: readonly StaffRole[]; counter: string | null; terminal: string }

type Where = { laneId?: LaneId | undefined; forCounter?: string | null | undefined }

export type Called = Pick<Ticket, 'id' | 'label' | 'reservationId'> & { state: TicketState }

/**
 * Calls whoever is next in these lanes of a venue. Of two officers who press at once each gets another person: a number that one
 * of them is calling is passed over by the other.
 */
export function callNext(
  db: Database,
  actor: Actor,
  caller: Caller,
  at: { venueId: VenueId; laneIds: readonly LaneId[] },
  now: Date,
): Promise<Result<Called, TicketRefusal>> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx) => {
    if (!mayCall(caller.roles)) return refuse('not-your-part')
    const { counter } = caller
    if (!counter) return refuse('counter-missing')
    const ticket = await lockNext(tx, tenantId, { ...at, counter, day: dateAt(now) })
    if (!ticket) return refuse('nobody-waits')
    return moveTicket(tx, tenantId, ticket, 'call', caller, {}, now)
  })
}

/** One act about one number of today: call, recall, skip, transfer, finish, and what takes them back. */
export function actOnTicket(
  db: Database,
  actor: Actor,
  caller: Caller,
  { ticketId, act, ...where }: Where & { ticketId: TicketId; act: TicketAct },
  now: Date,
): Promise<Result<Called, TicketRefusal>> {
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx) => {
    const ticket = await lockTicket(tx, tenantId, ticketId, dateAt(now))
    if (!ticket) return refuse('no-such-ticket')
    return moveTicket(tx, tenantId, ticket, act, caller, where, now)
  })
}

/**
 * The one way a number moves when it is called: the number, its reservation with it, an event of each, and word to the screens, or
 * nothing of it. The number is locked.
 */
async function moveTicket(
  tx: Tx,
  tenantId: TenantId,
  ticket: Ticket,
  act: TicketAct,
  caller: Caller,
  { laneId, forCounter }: Where,
  now: Date,
): Promise<Result<Called, TicketRefusal>> {
  const decision = decideTicket(act, ticket, caller)
  if (!decision.ok) return decision
  const state = decision.value
  const counter = state === 'waiting' || state === 'left' ? null : (caller.counter ?? ticket.counter)
  await saveTicket(tx, tenantId, ticket.id, {
    ...{ state, counter, now },
    ...(laneId && { laneId }),
    forCounter: act === 'transfer' ? (forCounter ?? null) : ticket.forCounter,
  })
  const to = reservationFor(state)
  if (ticket.reservationId && to) {
    const reservationId = ticket.reservationId
    const from = await moveWithTicket(tx, tenantId, reservationId, to)
    // Its visit has gone on at the counter meanwhile: the number is behind, and says so.
    if (from === null) throw new Error('a number and its reservation have parted')
    const event = { reservationId, act, from, to, staffId: caller.id, terminal: caller.terminal, now }
    await insertCallEvent(tx, tenantId, event)
  }
  const event = { ticketId: ticket.id, act, from: ticket.state, to: state, staffId: caller.id, now }
  await insertTicketEvent(tx, tenantId, { ...event, counter: counter ?? caller.counter })
  await tellScreens(tx, tenantId, ticket.venueId)
  return ok({ id: ticket.id, label: ticket.label, reservationId: ticket.reservationId, state })
}
