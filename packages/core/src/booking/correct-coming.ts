import type { Actor, Database } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { type Policy, procedureOf } from '../tenancy/policy-rules.ts'
import { mayCorrect } from './booking-rules.ts'
import type { Coming } from './coming-rules.ts'
import { noteCorrection, writeComing } from './corrections.sql.ts'
import { papersFor } from './counter-papers-rules.ts'
import { peopleOfMine } from './my-people.sql.ts'
import type { PapersRefusal } from './papers-rules.ts'
import { reservationsOf } from './reservations.sql.ts'

/** Says anew who comes to the resident's own reservation for one of its people (the first, unless said), until it starts; `policy` is the one it was made under. */
export function correctComing(
  db: Database,
  actor: Actor,
  { id, person, coming, policy }: { id: string; person?: string | undefined; coming: Coming; policy: Policy },
  now: Date,
): Promise<Result<true, PapersRefusal | 'too-late' | 'not-found'>> {
  return db.as(actor, async (tx) => {
    const { tenantId, subjectId } = actor
    const [reservation] = await reservationsOf(tx, tenantId, id)
    const people = await peopleOfMine(tx, tenantId, id)
    const who = person ? people.find((it) => it.id === person) : people[0]
    const procedure = who && procedureOf(policy, who.procedures[0] ?? '')
    if (!reservation || !who || !procedure || !subjectId) return refuse('not-found')
    const still = mayCorrect(reservation, now)
    if (!still.ok) return still
    const { birthDate } = who
    const { startsAt } = reservation
    const papers = papersFor(procedure.papers, { ...coming, birthDate, on: dateAt(startsAt) }, policy.papers)
    if (!papers.ok) return papers

    if (!(await writeComing(tx, tenantId, { id, person: who.id }, coming))) return refuse('too-late')
    await noteCorrection(tx, tenantId, { id, subjectId, act: 'who', now })
    return ok(true)
  })
}
