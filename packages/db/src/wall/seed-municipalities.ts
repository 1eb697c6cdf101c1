import { v7 } from 'uuid'
import { toCamelCase } from '../testing/factories/column-case.ts'
import { type Factory, factories, type Owner } from '../testing/index.ts'
import type { Role, VERBS } from './roles.ts'
import type { TableShape } from './table-shapes.ts'
import { RESIDENTS_OWN, reachOf } from './whose-rows.ts'

type Row = Record<string, unknown>
type Drafts = { mine: Row; neighbours: Row; theirs: Row }

/** Two municipalities with a row in every table, and rows that could be added. */
export type Seed = {
  here: string
  elsewhere: string
  /** A subject who exists in both municipalities, so that only the tenant tells the rows apart. */
  me: string
  neighbour: string
  drafts: Record<string, Drafts>
  /** Every row's key, and whether it is in the other municipality. */
  keys: Record<string, Map<string, 'here' | 'elsewhere'>>
  reach: (
    table: TableShape,
    role: Role,
    verb: (typeof VERBS)[number],
    subject: string | null,
  ) => Promise<Set<string>>
  /** For each foreign key, the other municipality's parent that a row might point at. */
  foreignParents: Record<string, string>
}

export const keyOf = (table: TableShape) => `concat_ws('|', ${table.key.join(', ')})`

/** The factory of a table. Throws on a table that has none. */
export function factoryFor(table: string): Factory<Row> {
  const factory = factories[toCamelCase(table) as keyof typeof factories] as unknown as
    | Factory<Row>
    | undefined
  if (!factory) throw new Error(`app.${table} has no factory: add one in packages/db/src/testing/factories`)
  return factory
}

/** Plants two municipalities: here with two subjects, elsewhere with one of the two. */
export async function seedMunicipalities(owner: Owner, tables: TableShape[]): Promise<Seed> {
  const [here, elsewhere, me, neighbour] = [v7(), v7(), v7(), v7()] as [string, string, string, string]
  const cardsFirst = [...tables].sort((a, b) => Number(b.name === 'cards') - Number(a.name === 'cards'))
  const belongingTo = (table: TableShape, subject: string) => {
    const column = RESIDENTS_OWN[table.name] ?? (table.columns.includes('subject_id') ? 'subject_id' : null)
    return column ? { [toCamelCase(column)]: subject } : {}
  }
  for (const table of cardsFirst) {
    const plant = factoryFor(table.name)
    if (table.name === 'tenants') continue
    await plant(owner, here, belongingTo(table, me))
    await plant(owner, here, belongingTo(table, neighbour))
    await plant(owner, elsewhere, belongingTo(table, me))
  }
  await factories.reservations(owner, here, { subjectId: me, state: 'done' })
  await factories.reservationPeople(owner, here, { subjectId: me, position: 3, live: false })
  await factories.makeupOffers(owner, here, { subjectId: me, state: 'accepted', answeredAt: new Date() })
  for (const tenant of [here, elsewhere]) await factories.messages(owner, tenant, { state: 'failed' })
  const brokenOff = { seq: 2, act: 'break_off' }
  await factories.custodyEvents(owner, here, { cardId: me, ...brokenOff })
  await factories.custodyEvents(owner, here, { cardId: neighbour, ...brokenOff })
  await factories.custodyEvents(owner, elsewhere, { cardId: me, ...brokenOff })
  // Only who comes along is taken out of a reservation.
  await factories.reservationPeople(owner, here, { subjectId: me, position: 2 })
  await factories.reservationPeople(owner, here, { subjectId: neighbour, position: 2 })
  await factories.reservationPeople(owner, elsewhere, { subjectId: me, position: 2 })

  const drafts: Seed['drafts'] = {}
  for (const table of tables) {
    const { draft } = factoryFor(table.name)
    // Without a letter a subject has one reservation, with one first person, and has it already.
    const over = table.name === 'reservation_people' ? { position: 2 } : {}
    const of = (subject: string) => ({
      ...over,
      ...(table.columns.includes('subject_id') && { subjectId: subject }),
    })
    drafts[table.name] = {
      mine: await draft(owner, table.name === 'tenants' ? v7() : here, of(me)),
      neighbours: await draft(owner, table.name === 'tenants' ? v7() : here, of(neighbour)),
      theirs: await draft(owner, table.name === 'tenants' ? v7() : elsewhere, of(me)),
    }
  }
  const cache = new Map<string, Promise<Set<string>>>()
  return {
    ...{ here, elsewhere, me, neighbour, drafts },
    keys: await allKeys(owner, tables, elsewhere),
    foreignParents: await foreignParents(owner, tables, here, elsewhere),
    reach(table, role, verb, subject) {
      const condition = reachOf(table, role, verb) ?? 'false'
      const name = `${table.name} ${condition} ${subject}`
      if (!cache.has(name)) cache.set(name, keysWhere(owner, table, condition, here, subject))
      return cache.get(name)!
    },
  }
}

async function allKeys(owner: Owner, tables: TableShape[], elsewhere: string) {
  const keys: Seed['keys'] = {}
  for (const table of tables) {
    const tenant =
      table.name === 'tenants' ? 'id' : table.columns.includes('tenant_id') ? 'tenant_id' : 'null'
    const rows = await owner.unsafe<{ key: string; there: boolean | null }[]>(
      `select ${keyOf(table)} as key, ${tenant}::text = $1 as there from app."${table.name}"`,
      [elsewhere],
    )
    keys[table.name] = new Map(rows.map((row) => [row.key, row.there ? 'elsewhere' : 'here']))
  }
  return keys
}

async function keysWhere(
  owner: Owner,
  table: TableShape,
  condition: string,
  tenant: string,
  subject: string | null,
) {
  const rows = await owner.unsafe<{ key: string }[]>(
    `select ${keyOf(table)} as key from app."${table.name}", (select $1::uuid, $2::uuid) asked
     where ${condition.replace('$1', '$1::uuid').replace('$2', '$2::uuid')}`,
    [tenant, subject],
  )
  return new Set(rows.map((row) => row.key))
}

async function foreignParents(owner: Owner, tables: TableShape[], here: string, elsewhere: string) {
  const parents: Seed['foreignParents'] = {}
  for (const { target } of tables.flatMap((table) => table.foreignKeys)) {
    const [row] = await owner.unsafe<{ id: string }[]>(
      `select id from app."${target}" p where tenant_id = $1
       and not exists (select from app."${target}" q where q.tenant_id = $2 and q.id = p.id) limit 1`,
      [elsewhere, here],
    )
    parents[target] = row!.id
  }
  return parents
}
