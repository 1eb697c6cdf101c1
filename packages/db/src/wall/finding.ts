import type { Role, Verb } from './roles.ts'

/**
 * What the behavioural check found wrong. `foreign`: another municipality's row was reached. `neighbour`: a row of the
 * same municipality that is not the role's to reach. `closed`: a row that should be reached was not.
 */
export type Finding = {
  table: string
  role: Role
  verb: Verb
  kind: 'foreign' | 'neighbour' | 'closed'
  says: string
}
