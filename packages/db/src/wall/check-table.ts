import type { Finding } from './finding.ts'
import type { Attempts, Outcome, Who } from './open-attempts.ts'
import { ROLES, type Role, VERBS, type Verb } from './roles.ts'
import type { Seed } from './seed-municipalities.ts'
import type { TableShape } from './table-shapes.ts'
import { tryDelete, tryUpdate } from './try-changes.ts'
import { tryInsert } from './try-insert.ts'
import { trySelect } from './try-select.ts'

/** One table as one role sees it, for the tries of one verb. */
export type Trial = {
  table: TableShape
  role: Role
  verb: Verb
  seed: Seed
  /** True where every verb was granted to every role beforehand, so that the policies stand alone. */
  grantsOpened: boolean
  /** Whether the role has a door: what is granted says so. */
  granted: boolean
  who: Who
  attempt: (statement: string, values?: (string | null)[], who?: Who) => Promise<Outcome>
  found: (kind: Finding['kind'], says: string) => void
}

type Options = { grantsOpened?: boolean; roles?: readonly Role[]; verbs?: readonly Verb[] }

/**
 * Tries one table as the wrong municipality, the wrong subject and the right one, for each role and verb, granted or
 * not. Answers what is wrong, and changes nothing.
 */
export async function checkTable(
  attempts: Attempts,
  seed: Seed,
  table: TableShape,
  { grantsOpened = false, roles = ROLES, verbs = VERBS }: Options = {},
): Promise<{ findings: Finding[]; tries: number }> {
  const findings: Finding[] = []
  let tries = 0
  const tryOne = { select: trySelect, insert: tryInsert, update: tryUpdate, delete: tryDelete }
  await Promise.all(
    roles.map(async (role) => {
      const who: Who = { role, tenantId: seed.here, subjectId: seed.me }
      for (const verb of verbs) {
        await tryOne[verb]({
          ...{ table, role, verb, seed, grantsOpened, who },
          granted: role === 'app_owner' || table.grants[role][verb].length > 0,
          attempt: (statement, values = [], as = who) => {
            tries++
            return attempts(as, statement, values)
          },
          found: (kind, says) => findings.push({ table: table.name, role, verb, kind, says }),
        })
      }
    }),
  )
  return { findings, tries }
}
