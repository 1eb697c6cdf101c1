import { toCamelCase, toSnakeCase } from '../testing/factories/column-case.ts'
import { asJson } from '../testing/factories/factory.ts'
import type { Trial } from './check-table.ts'
import { keyOf } from './seed-municipalities.ts'
import { HARMLESS, LIMITS, reachOf } from './whose-rows.ts'

/** The trigger that keeps custody events: it speaks before any row is looked at. */
const APPEND_ONLY = /^P0403/

/**
 * Updates blindly, without a condition, so that nothing but the update's own door limits it; then next door's row by
 * its key; then moves rows next door and to a neighbour.
 */
export async function tryUpdate(trial: Trial) {
  const { table, seed, role } = trial
  const door = reachOf(table, role, 'update')
  const column = harmlessColumn(trial)
  await tryBlindly(trial, setOf(trial, column), [asJson(harmlessRow(trial))])
  await tryTheirRow(trial, setOf(trial, column), [asJson(harmlessRow(trial))])
  if (table.global || !door) return

  await tryMove(trial, 'tenant_id', seed.elsewhere, 'foreign')
  if (door.includes('$2') && table.columns.includes('subject_id'))
    await tryMove(trial, 'subject_id', seed.neighbour, 'neighbour')
  for (const limit of LIMITS.filter(
    (one) => one.table === table.name && one.role === role && one.verb === 'update',
  )) {
    const [name] = Object.keys(limit.over) as [string]
    const beyond = await trial.attempt(setOf(trial, toSnakeCase(name)), [asJson(limit.over)])
    if (beyond.refused !== 'row security') trial.found('neighbour', limit.says)
  }
}

/** Deletes blindly, then next door's row by its key. */
export async function tryDelete(trial: Trial) {
  const statement = `delete from app."${trial.table.name}"`
  await tryBlindly(trial, statement, [])
  await tryTheirRow(trial, statement, [])
}

async function tryBlindly(trial: Trial, statement: string, values: string[]) {
  const { table, role, verb, seed } = trial
  const own = await seed.reach(table, role, verb, seed.me)
  const done = await trial.attempt(statement, values)
  if (done.refused === null) {
    if (!trial.granted && !trial.grantsOpened) trial.found('neighbour', `${verb}s without a grant`)
    if (done.count > own.size)
      trial.found('neighbour', `${verb}s ${done.count} rows where ${own.size} are its own`)
    if (done.count < own.size) trial.found('closed', `${verb}s ${done.count} rows of its own ${own.size}`)
  } else if (APPEND_ONLY.test(done.refused)) return
  else if (trial.granted || trial.grantsOpened) trial.found('closed', `was refused: ${done.refused}`)
  else if (done.refused !== 'privilege') trial.found('neighbour', `came past the grant: ${done.refused}`)
}

async function tryTheirRow(trial: Trial, statement: string, values: string[]) {
  const { table, role, verb, seed } = trial
  const own = await seed.reach(table, role, verb, seed.me)
  const theirs = [...seed.keys[table.name]!].find(([key, where]) => where === 'elsewhere' && !own.has(key))
  if (!theirs) return
  const named = `${statement} where ${keyOf(table)} = $${values.length + 1}`
  const done = await trial.attempt(named, [...values, theirs[0]])
  if (done.refused === null ? done.count > 0 : !/^(privilege|P0403)/.test(done.refused))
    trial.found('foreign', `${verb}s next door's row: ${done.refused ?? `${done.count} rows`}`)
}

async function tryMove(trial: Trial, column: string, to: string, kind: 'foreign' | 'neighbour') {
  // Together with what the door asks of every update, so that it is the move that is refused.
  const harmless = { ...HARMLESS[trial.table.name], [toCamelCase(column)]: to }
  const moved = await trial.attempt(setOf(trial, ...Object.keys(harmless).map(toSnakeCase)), [
    asJson(harmless),
  ])
  const byPrivilege = moved.refused === 'privilege' && !trial.grantsOpened
  if (moved.refused !== 'row security' && !byPrivilege && !APPEND_ONLY.test(moved.refused ?? ''))
    trial.found(kind, `moves its rows by ${column}: ${moved.refused ?? 'accepted'}`)
}

/** The value comes from a record beside the table: reading the table itself would bring the select door in. */
const setOf = ({ table }: Trial, ...columns: string[]) => {
  const record = `(jsonb_populate_record(null::app."${table.name}", $1::text::jsonb))`
  return `update app."${table.name}" set ${columns.map((column) => `${column} = ${record}.${column}`)}`
}

const harmlessRow = ({ table, seed }: Trial) => ({
  ...seed.drafts[table.name]!.mine,
  ...HARMLESS[table.name],
})

function harmlessColumn({ table, role }: Trial) {
  const granted = role === 'app_owner' ? [] : table.grants[role].update
  const free = (columns: string[]) =>
    columns.find((column) => !table.keyed.includes(column) && column !== 'subject_id')
  const named = Object.keys(HARMLESS[table.name] ?? {}).map(toSnakeCase)[0]
  return named ?? free(granted) ?? free(table.columns) ?? table.key.at(-1)!
}
