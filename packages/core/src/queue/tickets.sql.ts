import type { Tx } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import type { LaneId, ReservationId, StaffId, TenantId, TicketId, VenueId } from '../kernel.ts'
import type { TicketAct, TicketState } from './ticket-rules.ts'

/** A number as it stands. Nothing of a person is in it. */
export type Ticket = {
  id: TicketId
  venueId: VenueId
  laneId: LaneId
  label: string
  reservationId: ReservationId | null
  state: TicketState
  turnAt: Date
  forCounter: string | null
  counter: string | null
  issuedAt: Date
  calledAt: Date | null
  servingAt: Date | null
  finishedAt: Date | null
}

const columns = (tx: Tx) => tx`
  t.id, t.venue_id, t.lane_id, t.label, t.reservation_id, t.state, t.turn_at, t.for_counter, t.counter, t.issued_at, t.called_at,
  t.serving_at, t.finished_at`

/** Every number of a venue on a day that was not withdrawn, in the order in which they are called. */
export const ticketsOn = (tx: Tx, tenantId: TenantId, venueId: VenueId, day: PlainDate) => tx<Ticket[]>`
  select ${columns(tx)} from app.tickets t
  where t.tenant_id = ${tenantId} and t.venue_id = ${venueId} and t.day = ${day} and t.state <> 'left'
  order by t.turn_at, t.label`

export async function ticketRow(tx: Tx, tenantId: TenantId, id: TicketId) {
  const [row] = await tx<[(Ticket & { day: PlainDate })?]>`
    select ${columns(tx)}, t.day from app.tickets t where t.tenant_id = ${tenantId} and t.id = ${id}`
  return row
}

/** Locks a number of this day until the transaction ends, so that two officers take turns. */
export async function lockTicket(tx: Tx, tenantId: TenantId, id: TicketId, day: PlainDate) {
  const [row] = await tx<[Ticket?]>`
    select ${columns(tx)} from app.tickets t
    where t.tenant_id = ${tenantId} and t.id = ${id} and t.day = ${day} for update`
  return row
}

/** The next that waits in these lanes and not for another counter; what somebody else is just calling is passed over. */
export async function lockNext(
  tx: Tx,
  tenantId: TenantId,
  at: { venueId: VenueId; laneIds: readonly LaneId[]; counter: string; day: PlainDate },
) {
  const [row] = await tx<[Ticket?]>`
    select ${columns(tx)} from app.tickets t
    where t.tenant_id = ${tenantId} and t.venue_id = ${at.venueId} and t.day = ${at.day} and t.state = 'waiting'
      and t.lane_id = any (${[...at.laneIds]}) and (t.for_counter is null or t.for_counter = ${at.counter})
    order by t.turn_at, t.label limit 1
    for update skip locked`
  return row
}

/** The number of a reservation that was given out last on a day; locked. */
export async function lockTicketOf(tx: Tx, tenantId: TenantId, reservationId: ReservationId, day: PlainDate) {
  const [row] = await tx<[Ticket?]>`
    select ${columns(tx)} from app.tickets t
    where t.tenant_id = ${tenantId} and t.reservation_id = ${reservationId} and t.day = ${day} and t.state <> 'left'
    order by t.issued_at desc limit 1 for update`
  return row
}

/** The same without a lock. */
export async function lastTicketOf(tx: Tx, tenantId: TenantId, reservationId: ReservationId, day: PlainDate) {
  const [row] = await tx<[Ticket?]>`
    select ${columns(tx)} from app.tickets t
    where t.tenant_id = ${tenantId} and t.reservation_id = ${reservationId} and t.day = ${day} and t.state <> 'left'
    order by t.issued_at desc limit 1`
  return row
}

export const saveTicket = (
  tx: Tx,
  tenantId: TenantId,
  id: TicketId,
  it: { state: TicketState; counter: string | null; now: Date; laneId?: LaneId; forCounter?: string | null },
) => tx`
  update app.tickets set
    state = ${it.state},
    counter = ${it.counter},
    lane_id = coalesce(${it.laneId ?? null}, lane_id),
    for_counter = ${it.forCounter ?? null},
    called_at = case ${it.state} when 'called' then ${it.now} when 'waiting' then null else called_at end,
    serving_at = case ${it.state} when 'serving' then coalesce(serving_at, ${it.now}) when 'done' then serving_at end,
    finished_at = case ${it.state} when 'done' then ${it.now} end
  where tenant_id = ${tenantId} and id = ${id}`

type NewTicket = {
  id: TicketId
  requestId: string
  venueId: VenueId
  laneId: LaneId
  day: PlainDate
  label: string
  reservationId: ReservationId | null
  source: 'staff'
  turnAt: Date
  now: Date
}

/** False when the same form has had its number before. */
export async function insertTicket(tx: Tx, tenantId: TenantId, it: NewTicket): Promise<boolean> {
  const rows = await tx`
    insert into app.tickets (tenant_id, id, request_id, venue_id, lane_id, day, label, reservation_id, source, turn_at, issued_at)
    values (${tenantId}, ${it.id}, ${it.requestId}, ${it.venueId}, ${it.laneId}, ${it.day}, ${it.label}, ${it.reservationId},
      ${it.source}, ${it.turnAt}, ${it.now})
    on conflict (tenant_id, request_id) do nothing
    returning id`
  return rows.length > 0
}

/** The number that a form was given. */
export async function ticketOfRequest(tx: Tx, tenantId: TenantId, requestId: string) {
  const [row] = await tx<[Ticket?]>`
    select ${columns(tx)} from app.tickets t where t.tenant_id = ${tenantId} and t.request_id = ${requestId}`
  return row
}

/** The next running number of a letter at a venue on a day. */
export async function takeNumber(
  tx: Tx,
  tenantId: TenantId,
  venueId: VenueId,
  letter: string,
  day: PlainDate,
) {
  const [row] = await tx<[{ n: number }]>`
    select app.take_numbers(${`ticket ${venueId} ${letter} ${day}`}, 1)::integer as n
    from app.tenants t where t.id = ${tenantId} -- tenant: entered`
  return row.n
}

export type TicketEvent = {
  ticketId: TicketId
  act: TicketAct | 'issue' | 'follow'
  from: TicketState
  to: TicketState
  counter: string | null
  staffId: StaffId
  now: Date
}

export const insertTicketEvent = (tx: Tx, tenantId: TenantId, it: TicketEvent) => tx`
  insert into app.ticket_events (tenant_id, ticket_id, act, from_state, to_state, counter, actor_id, occurred_at)
  values (${tenantId}, ${it.ticketId}, ${it.act}, ${it.from}, ${it.to}, ${it.counter}, ${it.staffId}, ${it.now})`

/** Tells every screen that something has changed at a venue. */
export const tellScreens = (tx: Tx, tenantId: TenantId, venueId: VenueId) => tx`
  insert into app.outbox (tenant_id, topic, payload)
  values (${tenantId}, 'queue.changed', ${tx.json({ venueId })})`

/** Moves a reservation with its number, when it stands where the number says. Answers its state before. */
export async function moveWithTicket(
  tx: Tx,
  tenantId: TenantId,
  id: ReservationId,
  to: 'checked_in' | 'called',
): Promise<string | null> {
  const [row] = await tx<[{ before: string }?]>`
    update app.reservations r set state = ${to}, version = r.version + 1
    from (select b.id, b.state as before from app.reservations b
      where b.tenant_id = ${tenantId} and b.id = ${id} for update) old
    where r.tenant_id = ${tenantId} and r.id = old.id and r.state in ('checked_in', 'called')
    returning old.before`
  return row?.before ?? null
}

export const insertCallEvent = (
  tx: Tx,
  tenantId: TenantId,
  it: {
    reservationId: ReservationId
    act: string
    from: string
    to: string
    staffId: StaffId
    terminal: string
    now: Date
  },
) => tx`
  insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, actor_id, terminal, occurred_at)
  values (${tenantId}, ${it.reservationId}, ${it.act}, ${it.from}, ${it.to}, ${it.staffId}, ${it.terminal}, ${it.now})`

/** What is being committed right now may have an earlier id: it is read with the next question. */
const SETTLED = 1_000

export const callRows = (
  tx: Tx,
  tenantId: TenantId,
  at: { venueId: VenueId; day: PlainDate; after: string | null },
  now: Date,
) => tx<{ id: string; act: 'call' | 'recall'; number: string; counter: string | null; at: Date }[]>`
  select e.id, e.act, t.label as number, e.counter, e.occurred_at as at
  from app.ticket_events e
  join app.tickets t on t.tenant_id = e.tenant_id and t.id = e.ticket_id
  where e.tenant_id = ${tenantId} and t.venue_id = ${at.venueId} and t.day = ${at.day} and e.act in ('call', 'recall')
    and (${at.after}::uuid is null or e.id > ${at.after}::uuid) and e.recorded_at < ${new Date(now.getTime() - SETTLED)}
  order by e.id limit 100`

/** From which 窓口 an officer called last. */
export async function lastCounterOf(tx: Tx, tenantId: TenantId, staffId: StaffId): Promise<string | null> {
  const [row] = await tx<[{ counter: string }?]>`
    select counter from app.ticket_events
    where tenant_id = ${tenantId} and actor_id = ${staffId} and counter is not null
    order by recorded_at desc limit 1`
  return row?.counter ?? null
}
