import { isLive, mayChange, OVERRIDE_REASONS, proceduresWithoutCard } from '@madoguchi/core/booking'
import { CANCEL_REASONS, mayAct } from '@madoguchi/core/issuance'
import { mintId, type RequestId } from '@madoguchi/core/kernel'
import { textIn } from '@madoguchi/core/tenancy'
import { formatDate, formatDateTime } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'
import { type CallQuery, callPath } from './call-query.ts'
import { type Caller, callerOf } from './caller.server.ts'
import { foundView } from './find.server.ts'
import { joiningView, peopleView } from './people-view.server.ts'
import { placeOf } from './place.server.ts'
import { rulesView, scriptView } from './script-view.server.ts'
import { deskFor, whenView } from './when-view.server.ts'

/** Where the keyboard begins: with the next thing that the call needs. */
export type Stage = 'find' | 'who' | 'when' | 'form' | 'join' | 'script'

/** The whole of a call: who, what and when, what is said. */
export async function callView(context: OfficeContext, query: CallQuery) {
  const caller = await callerOf(context, query)
  const found = await foundView(context, query)
  const { procedure, visit } = caller ?? {}
  const choosing = caller && !query.join && (!visit || query.change !== undefined)
  const joining = visit ? await joiningView(context, visit, query) : null
  const channel = query.now ? 'counter' : (query.by ?? 'telephone')
  const bookable = caller && (caller.cardState === null || isReady(context, caller.cardState))
  const desk =
    choosing && bookable ? await deskFor(context, caller, channel, Number(query.people ?? 1)) : null
  const place = desk && procedure ? await placeOf(context, query, procedure, desk) : null
  const standing = visit && { startsAt: visit.startsAt, venue: venueName(context, visit.venueId) }
  const when = desk && !place ? whenView(desk, query, context) : null
  const seeking = !caller || (joining && !joining.person)
  const stage: Stage = seeking
    ? found && found.hits.length > 0
      ? 'who'
      : 'find'
    : joining
      ? 'join'
      : query.done
        ? 'script'
        : place
          ? 'form'
          : 'when'

  return {
    stage: stage as Stage,
    here: callPath({ ...query, done: undefined }),
    afresh: callPath({ by: query.by }),
    done: query.done ?? null,
    found,
    procedures: caller
      ? []
      : proceduresWithoutCard(context.policy).map((it) => ({
          text: textIn(it.name, 'ja'),
          href: callPath({ k: query.k, by: query.by, procedure: it.code }),
        })),
    caller: caller && callerView(caller, context, query),
    people: visit ? peopleView(context, visit, query) : null,
    joining,
    seeking: Boolean(seeking),
    /** For how many people a time is looked for, before the first is booked. */
    counts:
      caller && !visit && bookable
        ? Array.from({ length: context.policy.baskets.most }, (_, at) => ({
            text: context.t('telephone:people.count', { count: at + 1 }),
            href: callPath({ ...query, people: at > 0 ? String(at + 1) : undefined, slot: undefined }),
            current: (query.people ?? '1') === String(at + 1),
          }))
        : [],
    when,
    walkIn:
      desk && !visit && !place && mayAct('check_in', context.staff.roles)
        ? callPath({ ...query, now: '1', slot: undefined, done: undefined })
        : null,
    noSlotNow: query.now !== undefined && place === null,
    form: place && {
      requestId: mintId<RequestId>() as string,
      when: formatDateTime('ja', place.asked.startsAt),
      venue: place.venue,
      back: callPath({ ...query, slot: undefined, now: undefined, done: undefined }),
      running: place.running,
      beyond: place.own === 0 && place.beyond,
      reasons: [...OVERRIDE_REASONS] as string[],
      none: place.own === 0 && !place.beyond,
      change: visit !== undefined && visit !== null,
      person: !visit && caller?.cardId === null,
    },
    script:
      caller &&
      scriptView(caller, place ? { ...place.asked, venue: place.venue } : (standing ?? null), context),
    rules: rulesView(context, {
      channel,
      lane: desk?.calendar.lane ?? '',
      venue: desk?.venues.find((it) => it.code === (when?.at ?? query.venue)) ?? context.venue,
    }),
  }
}

const isReady = ({ policy }: OfficeContext, state: string) =>
  policy.booking.bookableCardStates.includes(state)

const venueName = ({ settings }: OfficeContext, id: string) =>
  settings.venues.find((it) => it.id === id)?.name.ja ?? ''

/** Why nothing can be booked for whoever was found, and what to do instead; null when something can, or stands. */
function whyNone({ cardState, visit }: Caller, context: OfficeContext): string | null {
  const { t } = context
  if (visit?.state === 'confirmed') return null
  if (cardState && !isReady(context, cardState)) {
    const state = t(`staff:card-state.${cardState}`)
    const known = cardState === 'at_counter' || cardState === 'picked' ? 'in-hand' : cardState
    return t(`telephone:unbookable.${known === 'in-hand' || known === 'issued' ? known : 'other'}`, { state })
  }
  if (visit && isLive(visit.state))
    return t('telephone:unbookable.being-served', { state: t(`staff:reservation-state.${visit.state}`) })
  return null
}

function callerView(caller: Caller, context: OfficeContext, query: CallQuery) {
  const { visit, birthDate } = caller
  const { now, staff } = context
  const bookable = caller.cardState === null || isReady(context, caller.cardState)
  return {
    name: caller.name,
    kana: caller.kana,
    birthDate: birthDate && formatDate('ja', birthDate, { weekday: false }),
    cardState: caller.cardState,
    unbookable: whyNone(caller, context),
    procedure: caller.procedure ? textIn(caller.procedure.name, 'ja') : null,
    visit: visit && {
      href: `/reservations/${visit.id}`,
      state: visit.state,
      when: formatDateTime('ja', visit.startsAt),
      venue: venueName(context, visit.venueId),
      contact: [visit.telephone, visit.mail].filter((it) => it !== null).join('、'),
      channel: visit.channel,
      change: mayChange(visit, { changeUntil: visit.startsAt }, now).ok
        ? callPath({ ...query, change: '1', slot: undefined, done: undefined })
        : null,
      changing: query.change !== undefined,
      cancels:
        visit.state === 'confirmed' && mayAct('cancel', staff.roles) && !query.change
          ? [...CANCEL_REASONS]
          : [],
      again:
        bookable && !isLive(visit.state) && caller.cardId
          ? callPath({ k: query.k, card: caller.cardId })
          : null,
      events: visit.events
        .filter((it) => ['book', 'change', 'cancel', 'contact', 'who'].includes(it.act))
        .map((it) => ({
          key: it.id,
          act: it.act,
          reason: it.reason,
          by: it.by ?? context.t('staff:visit.by-resident'),
          at: briefly(it.at),
        })),
    },
  }
}
