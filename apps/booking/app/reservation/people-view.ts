import { type BringList, bringListFor, type MyPerson, type Reservation } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { type Policy, type Procedure, procedureOf } from '@madoguchi/core/tenancy'

/** One of those who come, as a page has them: with what they do, and their own list of what to bring. */
export type Person = Omit<MyPerson, 'procedures'> & {
  number: number
  procedures: Procedure[]
  bring: BringList | null
}

/** Everybody of a reservation, by the rules that it was made under. */
export const peopleView = (
  people: readonly MyPerson[],
  reservation: Pick<Reservation, 'startsAt'>,
  policy: Policy,
): Person[] =>
  people.map(({ procedures: codes, ...it }, at) => {
    const procedures = codes.flatMap((code) => procedureOf(policy, code) ?? [])
    const asked = { ...it, on: dateAt(reservation.startsAt) }
    const bring = procedures.length > 0 ? bringListFor(procedures, asked, policy.papers) : null
    return { ...it, number: at + 1, procedures, bring }
  })
