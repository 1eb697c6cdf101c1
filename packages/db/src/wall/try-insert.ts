import { toSnakeCase } from '../testing/factories/column-case.ts'
import { asJson } from '../testing/factories/factory.ts'
import type { Trial } from './check-table.ts'
import { LIMITS, reachOf } from './whose-rows.ts'

type Row = Record<string, unknown>

/** Adds a row of one's own, a neighbour's, and one next door; then one's own row that points at next door. */
export async function tryInsert(trial: Trial) {
  const { table, seed, role } = trial
  const { mine, neighbours, theirs } = seed.drafts[table.name]!
  const door = reachOf(table, role, 'insert')

  const own = await insert(trial, mine)
  if (door && own.refused !== null) trial.found('closed', `its own row was refused: ${own.refused}`)
  if (!door && !isRefusal(trial, own.refused))
    trial.found('neighbour', `adds a row: ${own.refused ?? 'accepted'}`)
  if (table.global) return

  const next = await insert(trial, theirs)
  if (!isRefusal(trial, next.refused))
    trial.found('foreign', `adds a row next door: ${next.refused ?? 'accepted'}`)
  if (door?.includes('$2')) {
    const other = await insert(trial, neighbours)
    if (!isRefusal(trial, other.refused)) trial.found('neighbour', 'adds a row for a neighbour')
  }
  if (!door) return
  for (const limit of LIMITS.filter(
    (one) => one.table === table.name && one.role === role && one.verb === 'insert',
  )) {
    const beyond = await insert(trial, { ...mine, ...withNeighbour(limit.over, seed.neighbour) })
    if (beyond.refused !== 'row security') trial.found('neighbour', limit.says)
  }
  for (const { name, column, target } of table.foreignKeys) {
    if (
      !column ||
      (role !== 'app_owner' && !trial.grantsOpened && !table.grants[role].insert.includes(column))
    )
      continue
    const astray = await insert(trial, mine, { [column]: seed.foreignParents[target] })
    if (astray.refused === null || !/^(23503|row security)/.test(astray.refused))
      trial.found('foreign', `points at next door's ${target} (${name}): ${astray.refused ?? 'accepted'}`)
  }
}

const withNeighbour = (over: Row, neighbour: string) =>
  Object.fromEntries(
    Object.entries(over).map(([key, value]) => [key, value === 'neighbour' ? neighbour : value]),
  )

/** Row security refuses first; without the grant the privilege does. Anything later came past both. */
const isRefusal = (trial: Trial, refused: string | null) =>
  refused === 'row security' || (refused === 'privilege' && !trial.granted && !trial.grantsOpened)

/** Inserts the columns that the role may; where none is granted, all of them. */
function insert({ table, role, grantsOpened, attempt }: Trial, row: Row, over: Row = {}) {
  const granted = role === 'app_owner' || grantsOpened ? [] : table.grants[role].insert
  const columns = Object.keys(row)
    .map(toSnakeCase)
    .filter((column) => granted.length === 0 || granted.includes(column))
  const record = { ...JSON.parse(asJson(row)), ...over }
  return attempt(
    `insert into app."${table.name}" (${columns}) select ${columns}
     from jsonb_populate_record(null::app."${table.name}", $1::text::jsonb)`,
    [JSON.stringify(record)],
  )
}
