import { isUuid, type LaneId, mintId, type TicketId } from '@madoguchi/core/kernel'
import {
  actOnTicket,
  type Caller,
  callNext,
  numberingOf,
  queueForCaller,
  TICKET_ACTS,
  type TicketAct,
  takeTicket,
} from '@madoguchi/core/queue'
import { data, redirect } from '@remix-run/node'
import { officerIn } from '../../officer-in.server.ts'
import { perform } from '../../perform-act.server.ts'
import { readId, readWord } from '../../read-path.ts'
import type { OfficeContext } from '../../staff-context.ts'
import { readCounter } from './read-counter.ts'

const ACTS = ['next', 'take', ...TICKET_ACTS] as const

/** What an officer pressed on the page of numbers: done, and the page again with what was done; or why it was not. */
export async function actOnQueue(context: OfficeContext, form: FormData) {
  const { db, actor, venue, now } = context
  const act = readWord(String(form.get('act')), ACTS)
  const counter = readCounter(form.get('counter'))
  const caller: Caller = { ...officerIn(context), counter }
  const back = (done: string, label: string) =>
    redirect(`/queue?${new URLSearchParams({ ...(counter && { counter }), done, label })}`, 303)

  if (act === 'next') {
    const at = { venueId: venue.id, laneIds: lanesIn(form, context) }
    const called = await callNext(db, actor, caller, at, now)
    return called.ok ? back('call', called.value.label) : refused(called.reason)
  }
  if (act === 'take') {
    const asked = form.get('requestId')
    const requestId = isUuid(asked) ? asked : mintId<never>()
    const [laneId] = lanesIn(form, context)
    if (!laneId) return refused('no-such-lane')
    const ask = {
      requestId,
      venueId: venue.id,
      laneId,
      numbering: numberingOf(context.policy, context.settings.lanes),
    }
    const taken = await takeTicket(db, actor, caller, ask, now)
    return taken.ok ? back('take', taken.value.label) : refused(taken.reason)
  }
  const ticketId = readId<TicketId>(String(form.get('ticketId')))
  if (act === 'start') {
    const visit = await visitOfTicket(context, ticketId)
    if (visit) {
      const started = await perform(context, visit, 'start', null)
      return started.ok ? redirect(`/reservations/${visit}?done=start`, 303) : refused('visit', visit)
    }
  }
  const where = whereTo(form, act, context)
  if (act === 'transfer' && !where.laneId && !where.forCounter) return refused('no-such-lane')
  const moved = await actOnTicket(db, actor, caller, { ticketId, act, ...where }, now)
  return moved.ok ? back(act, moved.value.label) : refused(moved.reason)
}

const refused = (reason: string, visit: string | null = null) => data({ reason, visit }, { status: 409 })

async function visitOfTicket({ db, actor, venue, staff, now }: OfficeContext, id: TicketId) {
  const { tickets } = await queueForCaller(db, actor, { venueId: venue.id, staffId: staff.id }, now)
  return tickets.find((it) => it.id === id)?.reservationId ?? null
}

/** The lanes that a form names, of this municipality's; it names all that the button is for. */
const lanesIn = (form: FormData, { settings }: OfficeContext): LaneId[] =>
  settings.lanes.filter(({ id }) => form.getAll('lane').includes(id)).map(({ id }) => id)

function whereTo(form: FormData, act: TicketAct, context: OfficeContext) {
  if (act !== 'transfer') return {}
  const [laneId] = lanesIn(form, context)
  return { laneId, forCounter: readCounter(form.get('forCounter')) }
}
