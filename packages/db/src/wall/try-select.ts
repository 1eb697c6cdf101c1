import { v7 } from 'uuid'
import type { Trial } from './check-table.ts'
import { keyOf } from './seed-municipalities.ts'

/** Reads every row there is to read, as the right subject, as one who is nobody, and before anyone is identified. */
export async function trySelect(trial: Trial) {
  const { table, seed } = trial
  const statement = `select ${keyOf(table)} as key from app."${table.name}"`
  for (const subjectId of [seed.me, v7(), null]) {
    const seen = await trial.attempt(statement, [], { ...trial.who, subjectId })
    const own = await seed.reach(table, trial.role, 'select', subjectId)
    if (seen.refused !== null) {
      const expected = !trial.granted && !trial.grantsOpened && seen.refused === 'privilege'
      if (!expected) trial.found('closed', `reading was refused: ${seen.refused}`)
      continue
    }
    if (!trial.granted && !trial.grantsOpened) trial.found('neighbour', 'reads without a grant')
    for (const key of seen.keys.filter((one) => !own.has(one))) {
      const there = seed.keys[table.name]?.get(key) === 'elsewhere'
      trial.found(there ? 'foreign' : 'neighbour', `sees ${key}`)
    }
    const missing = [...own].filter((key) => !seen.keys.includes(key))
    if (missing.length > 0) trial.found('closed', `does not see ${missing.join(', ')}`)
  }
}
