import type { Actor, Database } from '@madoguchi/db'
import { dateAt } from '../calendar.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import { type Policy, procedureOf } from '../tenancy/policy-rules.ts'
import { mayCorrect } from './booking-rules.ts'
import type { Coming } from './coming-rules.ts'
import { noteCorrection, writeComing } from './corrections.sql.ts'
import { papersFor } from './counter-papers-rules.ts'
import type { PapersRefusal } from './papers-rules.ts'
import { reservationsOf } from './reservations.sql.ts'

/** Says anew who comes to the resident's own reservation, until it starts; `policy` is the one it was made under. */
export function correctComing(
  db: Database,
  actor: Actor,
  { id, coming, policy }: { id: string; coming: Coming; policy: Policy },
  now: Date,
): Promise<Result<true, PapersRefusal | 'too-late' | 'not-found'>> {
  return db.as(actor, async (tx) => {
    const { tenantId, subjectId } = actor
    const [reservation] = await reservationsOf(tx, tenantId, id)
    const procedure = reservation && procedureOf(policy, reservation.procedureCode)
    if (!reservation || !procedure || !subjectId) return refuse('not-found')
    const still = mayCorrect(reservation, now)
    if (!still.ok) return still
    const { birthDate, startsAt } = reservation
    const papers = papersFor(procedure.papers, { ...coming, birthDate, on: dateAt(startsAt) }, policy.papers)
    if (!papers.ok) return papers

    if (!(await writeComing(tx, tenantId, id, coming))) return refuse('too-late')
    await noteCorrection(tx, tenantId, { id, subjectId, act: 'who', now })
    return ok(true)
  })
}
