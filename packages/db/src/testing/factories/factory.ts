import type postgres from 'postgres'
import { toSnakeCase } from './column-case.ts'

/** Anything that speaks SQL as the superuser: `TestDatabase['owner']`, or a transaction of it. */
export type Owner = postgres.ISql<Record<string, never>>

type Stored<Row> = Row & { tenantId: string }

/**
 * Makes one row of a table: valid, small and fictional, with whatever parents it needs and was not given.
 * Parents given in `over` (`venueId`, `cardId` …) are used as they are.
 */
export type Factory<Row extends object> = {
  /** Puts the row into the database and answers it as it is stored. */
  (owner: Owner, tenantId: string, over?: Partial<Row>): Promise<Stored<Row>>
  /** The row as it could be inserted; its parents are in the database, the row itself is not. */
  draft(owner: Owner, tenantId: string, over?: Partial<Row>): Promise<Stored<Row>>
}

/** Builds the factory of `table`. `compose` answers the columns that `over` does not, and plants missing parents. */
export function factoryOf<Row extends object>(
  table: string,
  compose: (owner: Owner, tenantId: string, over: Partial<Row>) => Promise<Row> | Row,
  { global = false } = {},
): Factory<Row> {
  const draft = async (owner: Owner, tenantId: string, over: Partial<Row> = {}) => {
    const row = { ...(await compose(owner, tenantId, over)), ...over }
    return (global ? row : { tenantId, ...row }) as unknown as Stored<Row>
  }
  const plant = async (owner: Owner, tenantId: string, over: Partial<Row> = {}) => {
    const row = await draft(owner, tenantId, over)
    return insertRow<Stored<Row>>(owner, table, row)
  }
  return Object.assign(plant, { draft })
}

/**
 * Inserts a row whose keys are camelCase columns of `app.<table>`, and answers it as it is stored.
 * The row travels as one JSON object, so that every column gets its own type from the table.
 */
export async function insertRow<Row extends object>(owner: Owner, table: string, row: Row): Promise<Row> {
  const columns = Object.keys(row).map((column) => `"${toSnakeCase(column)}"`)
  const [stored] = await owner.unsafe<Row[]>(
    `insert into app."${table}" (${columns}) select ${columns}
     from jsonb_populate_record(null::app."${table}", $1::text::jsonb) returning *`,
    [asJson(row)],
  )
  return stored as Row
}

/** A row as jsonb_populate_record reads it: column names, bytes as Postgres writes them. */
export const asJson = (row: object) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        toSnakeCase(key),
        Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
      ]),
    ),
  )
