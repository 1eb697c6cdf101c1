import { bringListFor, type Coming, sayBringList } from '@madoguchi/core/booking'
import { dateAt, type PlainDate } from '@madoguchi/core/calendar'
import { procedureOf } from '@madoguchi/core/tenancy'
import { speechOf } from './speech.server.ts'
import type { OfficeContext } from './staff-context.ts'

type Person = {
  procedureCode: string
  moreProcedures: readonly string[]
  coming: Coming
  birthDate: PlainDate | null
  expiresOn: PlainDate | null
}

/**
 * Who comes for a person, and what they were told to bring: the very list that the resident holds, by the rules the
 * reservation was made under.
 */
export function comingView(
  person: Person,
  reservation: { startsAt: Date; policyVersion: number },
  context: OfficeContext,
) {
  const speech = speechOf(context)
  const { procedureCode, moreProcedures, coming, birthDate, expiresOn } = person
  const { policies } = context.settings
  const made = policies.find((it) => it.version === reservation.policyVersion)
  const policy = made?.document ?? context.policy
  const codes = [procedureCode, ...moreProcedures]
  const procedures = codes.flatMap((code) => procedureOf(policy, code) ?? [])
  const on = dateAt(reservation.startsAt)
  const list =
    procedures.length > 0
      ? bringListFor(procedures, { coming, birthDate, expiresOn, on }, policy.papers)
      : null
  const reason = coming.reason ? `（${speech.papers(`reason.${coming.reason}`)}）` : ''
  return {
    comer: speech.papers(`comer.${coming.comer}`) + reason,
    represented: coming.comer !== 'self',
    bring: list ? sayBringList(list, speech) : null,
  }
}
