import { changePeopleFor, type PeopleAct, pickupProcedure, usualComing } from '@madoguchi/core/booking'
import { dateAt, type PlainDate } from '@madoguchi/core/calendar'
import { type CounterVisit, cardRecord, visitOf } from '@madoguchi/core/issuance'
import { isUuid } from '@madoguchi/core/kernel'
import { LANGUAGES, procedureOf } from '@madoguchi/core/tenancy'
import { officerIn } from '../../officer-in.server.ts'
import { otherVenueFromNow } from '../../other-venue-from-now.server.ts'
import type { OfficeContext } from '../../staff-context.ts'
import type { Acted, Refused } from './act.server.ts'
import type { CallQuery } from './call-query.ts'
import { readCaller } from './read-caller.server.ts'

const INTENTS = ['join', 'leave', 'procedures'] as const
type Intent = (typeof INTENTS)[number]
export const isPeopleIntent = (intent: string | undefined): intent is Intent =>
  INTENTS.some((it) => it === intent)

/** Somebody joins the reservation of the call, leaves it, or has other things to do. */
export async function changeThePeople(
  context: OfficeContext,
  query: CallQuery,
  intent: Intent,
  typed: Record<string, string>,
): Promise<Acted> {
  const { db, actor, policy, settings, now } = context
  const visit = query.reservation && (await visitOf(db, actor, query.reservation))
  if (!visit) return { reason: 'not-found' }
  const read = await readAct(context, visit, query, intent, typed)
  if (!('act' in read)) return read
  const changed = await changePeopleFor(
    db,
    actor,
    {
      id: visit.id,
      change: read,
      policy,
      venues: settings.venues,
      otherVenueFrom: otherVenueFromNow(context),
      officer: officerIn(context),
      channel: visit.state === 'checked_in' ? 'counter' : (query.by ?? 'telephone'),
      reason: typed.reason || null,
    },
    now,
  )
  if (!changed.ok) return { reason: changed.reason }
  return { to: { reservation: visit.id, done: intent } }
}

/** The boxes that are ticked: each procedure under its own name. */
const ticked = (typed: Record<string, string>) =>
  Object.keys(typed).flatMap((name) => (/^also-[A-Z]\d{2}$/.test(name) ? [name.slice(5)] : []))

async function readAct(
  context: OfficeContext,
  visit: CounterVisit,
  query: CallQuery,
  intent: Intent,
  typed: Record<string, string>,
): Promise<PeopleAct | Refused> {
  const { db, actor, policy, now } = context
  if (intent !== 'join') {
    const person = visit.visitors.find((it) => it.id === typed.person)
    if (!person || !isUuid(typed.person)) return { reason: 'no-such-person' }
    if (intent === 'leave') return { act: 'remove', personId: person.id }
    // The card stays the first thing; without one, the first box.
    const card = person.cardId ? [person.procedureCode] : []
    return { act: 'procedures', personId: person.id, procedures: [...card, ...ticked(typed)] }
  }
  const on = dateAt(visit.startsAt)
  if (query.card) {
    const card = await cardRecord(db, actor, query.card)
    const procedure = card && pickupProcedure(policy, card.kind)
    if (!card || !procedure) return { reason: 'card-not-ready' }
    const coming = usualComing(procedure, card.birthDate as PlainDate, on)
    return {
      act: 'add',
      person: { procedures: [procedure.code, ...ticked(typed)], cardId: card.id, coming },
    }
  }
  const procedure = query.procedure && procedureOf(policy, query.procedure)
  if (!procedure) return { reason: 'no-such-procedure' }
  const read = readCaller(typed, { person: true, languages: LANGUAGES, now })
  if (!read.ok) return { wrong: read.wrong }
  const { name, kana, kanaKey, birthDate } = read.value
  const coming = usualComing(procedure, birthDate ?? null, on)
  return {
    act: 'add',
    person: {
      procedures: [procedure.code, ...ticked(typed)],
      cardId: null,
      name,
      kana,
      kanaKey,
      birthDate,
      coming,
    },
  }
}
