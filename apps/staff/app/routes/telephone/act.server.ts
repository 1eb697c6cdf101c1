import { type PeopleDeskRefusal, usualComing } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { isUuid, type RequestId } from '@madoguchi/core/kernel'
import { LANGUAGES, policyAsOf } from '@madoguchi/core/tenancy'
import { officerIn } from '../../officer-in.server.ts'
import { perform, refusalView } from '../../perform-act.server.ts'
import type { OfficeContext } from '../../staff-context.ts'
import type { CallQuery } from './call-query.ts'
import { callerOf } from './caller.server.ts'
import { placeOf } from './place.server.ts'
import { readCaller, type WrongFields } from './read-caller.server.ts'
import { deskFor } from './when-view.server.ts'

export type Refused = {
  reason?: PeopleDeskRefusal
  wrong?: WrongFields
  counter?: ReturnType<typeof refusalView>
}
export type Acted = { to: CallQuery } | Refused

/** Books for the caller, or moves their reservation; whoever stands at the counter is checked in at once. */
export async function bookOrChange(
  context: OfficeContext,
  query: CallQuery,
  typed: Record<string, string>,
): Promise<Acted> {
  const { actor, policy, settings, now, staffDesk } = context
  const caller = await callerOf(context, query)
  const procedure = caller?.procedure
  if (!caller || !procedure) return { reason: 'no-such-procedure' }
  const running = query.now !== undefined
  const channel = running ? ('counter' as const) : (query.by ?? ('telephone' as const))
  const desk = await deskFor(context, caller, channel, 1)
  const place = desk && (await placeOf(context, query, procedure, desk))
  if (!place) return { reason: running ? 'no-slot-now' : 'closed' }

  const person = !caller.visit && caller.cardId === null
  const read = readCaller(typed, { person, languages: LANGUAGES, now })
  if (!read.ok) return { wrong: read.wrong }
  const { reason, ...contact } = read.value
  const ask = {
    officer: officerIn(context),
    policy,
    slot: place.asked,
    channel,
    slotId: place.id,
    reason,
    running,
  }

  if (caller.visit) {
    const changed = await staffDesk.change(
      actor,
      { ...ask, id: caller.visit.id, otherVenueFrom: desk.otherVenueFrom },
      now,
    )
    if (!changed.ok) return { reason: changed.reason }
    return { to: { reservation: caller.visit.id, done: 'change' } }
  }
  const requestId = typed.requestId
  if (!isUuid(requestId)) return { reason: 'request-used' }
  const birthDate = caller.birthDate ?? contact.birthDate ?? null
  const coming = usualComing(procedure, birthDate, dateAt(place.asked.startsAt))
  const booked = await staffDesk.book(
    actor,
    {
      ...ask,
      requestId: requestId as RequestId,
      cardId: caller.cardId,
      details: {
        procedure: procedure.code,
        cardStates: policy.booking.bookableCardStates,
        policyVersion: policyAsOf(settings.policies, now).version,
        otherVenueFrom: desk.otherVenueFrom?.toISOString(),
        comer: coming.comer,
        hasNotice: coming.hasNotice ?? undefined,
        ...contact,
      },
    },
    now,
  )
  if (!booked.ok) return { reason: booked.reason }
  const reservation = booked.value.reservationId
  if (!running) return { to: { reservation, done: 'book' } }
  const arrived = await perform(context, reservation, 'check_in', null)
  // The same form sent twice: whoever is here already is here.
  if (!arrived.ok && arrived.reason !== 'already-checked-in') return { counter: refusalView(arrived) }
  return { to: { reservation, done: 'walk-in' } }
}

/** Calls the reservation off, at its owner's wish or for another reason from the list. */
export async function cancel(context: OfficeContext, query: CallQuery, reason: string): Promise<Acted> {
  const { reservation } = query
  if (!reservation) return { reason: 'not-found' }
  const outcome = await perform(context, reservation, 'cancel', reason || null)
  return outcome.ok ? { to: { reservation, done: 'cancel' } } : { counter: refusalView(outcome) }
}
