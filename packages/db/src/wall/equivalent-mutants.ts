import { conditionsOf, type Mutant, type Policy } from './mutants.ts'
import type { Role } from './roles.ts'

/**
 * Why a mutant behaves as the policy did, or null when somebody must notice it. Only what follows from the catalogue
 * itself is excused here; anything else is a mutant that got away.
 */
export function whyEquivalent(mutant: Mutant, policies: Policy[]): string | null {
  const role = /^also for (.+)$/.exec(mutant.change)?.[1] as Role | undefined
  if (!role) return null
  const wider = policies.find(
    (other) =>
      other.table === mutant.policy.table &&
      other.permissive &&
      (other.verb === mutant.policy.verb || other.verb === 'all') &&
      other.roles.includes(role) &&
      (mutant.policy.door === null || isAsWide(other.door, mutant.policy.door)) &&
      (mutant.policy.guard === null || isAsWide(other.guard, mutant.policy.guard)),
  )
  return wider ? `${role} has a door at least as wide: "${wider.name}"` : null
}

/** Fewer conditions let more through. */
const isAsWide = (wide: string | null, narrow: string | null) => {
  const asked = conditionsOf(narrow)
  return conditionsOf(wide).every((condition) => asked.includes(condition))
}
