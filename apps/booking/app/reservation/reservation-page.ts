import { windowOf } from '@madoguchi/core/availability'
import {
  type BringList,
  bringListOf,
  isLive,
  mayChange,
  mayCorrect,
  myPeople,
  myReservation,
  type Reservation,
} from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { isUuid } from '@madoguchi/core/kernel'
import { policyAsOf, procedureOf } from '@madoguchi/core/tenancy'
import { data } from '@remix-run/node'
import { asksWho } from '../book/asks-who.ts'
import { asResident, type Page, type PageArgs } from '../page/page.tsx'
import { requireResident } from '../page/require-resident.ts'
import { peopleView } from './people-view.ts'

/** The resident's own reservation that the address names, and what may be done with it. Throws 404 when there is none. */
export async function reservationPage({ context: page, params }: PageArgs) {
  const resident = await requireResident(page, '/my')
  const actor = asResident(page, resident)
  const reservation = isUuid(params.id) ? await myReservation(page.db, actor, params.id) : null
  if (!reservation) throw data(null, { status: 404 })

  const rules = rulesOf(page, reservation)
  const people = peopleView(await myPeople(page.db, actor, reservation.id), reservation, rules.policy)
  const procedure = procedureOf(rules.policy, reservation.procedureCode)
  const correctable = mayCorrect(reservation, page.now).ok
  return {
    actor,
    reservation,
    ...rules,
    venue: page.settings.venues.find((it) => it.id === reservation.venueId),
    procedure,
    /** Where its card lies. */
    cardAt: page.settings.venues.find((it) => it.id === reservation.cardVenueId),
    bring: people[0]?.bring ?? undefined,
    /** Everybody who comes, the first first. */
    people,
    live: isLive(reservation.state),
    /** Is its owner told by SMS when they leave a mobile number and no mail address? As the jobs decide it (notices). */
    sms: page.policy.sms && rules.policy.sms && reservation.bookedBy === 'web',
    changeable: isChangeable(page, reservation),
    /** May its owner correct their contact? And say anew who comes? */
    correctable,
    whoCorrectable: correctable && procedure !== undefined && asksWho(procedure),
  }
}

/** May its owner still change or cancel it by themselves? */
export const isChangeable = (page: Page, reservation: Reservation): boolean =>
  mayChange(reservation, rulesOf(page, reservation).windowOf(reservation.startsAt), page.now).ok

/** What its person brings, as it was said when it was booked. */
export function bringListFor(page: Page, reservation: Reservation): BringList | undefined {
  const { policy } = rulesOf(page, reservation)
  const procedure = procedureOf(policy, reservation.procedureCode)
  return (
    procedure && bringListOf({ procedure, ...reservation, on: dateAt(reservation.startsAt) }, policy.papers)
  )
}

/** The rules that the reservation was made under (DATA.md): a later version does not take back what was promised. */
function rulesOf({ settings, now }: Page, reservation: Reservation) {
  const version =
    settings.policies.find((it) => it.version === reservation.policyVersion) ??
    policyAsOf(settings.policies, now)
  const policy = version.document
  return { policy, windowOf: (startsAt: Date) => windowOf(startsAt, policy.booking, settings.national) }
}
