import * as layers from './layers.ts'
import * as pureDecisions from './pure-decisions.ts'
import * as queries from './queries.ts'
import * as shape from './shape.ts'

/** Every rule of the architecture test, by its name. */
export const RULES = { ...layers, ...pureDecisions, ...queries, ...shape }
export type RuleName = keyof typeof RULES
