import { isLive, mayOverride, OVERRIDE_REASONS, offeredAlong, pickupProcedure } from '@madoguchi/core/booking'
import { type CounterVisit, cardRecord } from '@madoguchi/core/issuance'
import { type Procedure, procedureOf, textIn } from '@madoguchi/core/tenancy'
import { formatDate } from '@madoguchi/i18n/format'
import { proceduresNamed } from '../../procedures-named.server.ts'
import type { OfficeContext } from '../../staff-context.ts'
import { type CallQuery, callPath } from './call-query.ts'

/** What the counters of a reservation do for whoever comes along. */
const besides = ({ policy, settings }: OfficeContext, visit: CounterVisit): Procedure[] => {
  const venue = settings.venues.find((it) => it.id === visit.venueId)
  return venue ? offeredAlong(policy, { lane: visit.laneCode, venue }) : []
}
const choice = (it: Procedure) => ({ value: it.code, label: textIn(it.name, 'ja') })

/** May people still join and leave? As changePeopleFor has it. */
const mayChangePeople = (visit: CounterVisit, now: Date) =>
  visit.state === 'checked_in' || (visit.state === 'confirmed' && now < visit.startsAt)

/** 来庁する方: everybody of the reservation, with what they do and what may be changed. */
export function peopleView(context: OfficeContext, visit: CounterVisit, query: CallQuery) {
  const may = mayChangePeople(visit, context.now)
  const offered = besides(context, visit)
  const { reservation, by, k } = query
  return {
    people: visit.visitors.map((it, at) => ({
      id: it.id,
      name: it.name ?? it.kana ?? '',
      procedures: proceduresNamed(context, it),
      pickup: it.cardId !== null,
      mayLeave: may && at > 0,
      ticked: it.cardId ? it.moreProcedures : [it.procedureCode, ...it.moreProcedures],
    })),
    choices: may ? offered.map(choice) : [],
    add:
      may && visit.visitors.length < context.policy.baskets.most
        ? callPath({ k, by, reservation, join: '1' })
        : null,
  }
}

/** Whoever is to come along, as far as it is known who; null while nobody is added. */
export async function joiningView(context: OfficeContext, visit: CounterVisit, query: CallQuery) {
  if (!query.join || !mayChangePeople(visit, context.now)) return null
  const { db, actor, policy } = context
  const offered = besides(context, visit)
  const stay = { reservation: query.reservation, by: query.by, k: query.k }
  const none = {
    person: null,
    back: callPath(stay),
    procedures: offered.map((it) => ({
      text: textIn(it.name, 'ja'),
      href: callPath({ ...stay, join: '1', procedure: it.code }),
    })),
  }
  const reasons = mayOverride(policy) ? [...OVERRIDE_REASONS] : []
  if (query.card) {
    const card = await cardRecord(db, actor, query.card)
    const procedure = card && pickupProcedure(policy, card.kind)
    if (!card || !procedure) return none
    const booked = card.reservations.some((it) => isLive(it.state))
    return {
      ...none,
      person: {
        name: card.name as string | null,
        kana: card.kana,
        birthDate: formatDate('ja', card.birthDate, { weekday: false }) as string | null,
        cardState: card.state as string | null,
        procedure: textIn(procedure.name, 'ja'),
        asks: false,
        booked,
        also: offered.map(choice),
        reasons,
      },
    }
  }
  const procedure = query.procedure && procedureOf(policy, query.procedure)
  if (!procedure || !offered.includes(procedure)) return none
  return {
    ...none,
    person: {
      ...{ name: null, kana: null, birthDate: null, cardState: null },
      procedure: textIn(procedure.name, 'ja'),
      asks: true,
      booked: false,
      also: offered.filter((it) => it !== procedure).map(choice),
      reasons,
    },
  }
}
