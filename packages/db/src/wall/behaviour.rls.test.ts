import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toCamelCase } from '../testing/factories/column-case.ts'
import { insertRow } from '../testing/factories/factory.ts'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { checkTable } from './check-table.ts'
import { type Attempts, openAttempts } from './open-attempts.ts'
import { dropWalls, openGrants } from './open-doors.ts'
import { PROGRAM_ROLES, VERBS } from './roles.ts'
import { factoryFor, type Seed, seedMunicipalities } from './seed-municipalities.ts'
import { readTableShapes, type TableShape } from './table-shapes.ts'
import { reachOf } from './whose-rows.ts'

let test: TestDatabase
let tables: TableShape[]
let seed: Seed
let attempts: Attempts

beforeAll(async () => {
  test = await openTestDatabase()
  tables = await readTableShapes(test.owner)
  seed = await seedMunicipalities(test.owner, tables)
  attempts = openAttempts(test)
})
afterAll(() => test.close())

async function checkAll(options: Parameters<typeof checkTable>[3] = {}) {
  const findings = []
  let tries = 0
  for (const table of tables) {
    const checked = await checkTable(attempts, seed, table, options)
    findings.push(...checked.findings)
    tries += checked.tries
  }
  return { findings, tries }
}

describe('every table, as every role, in two municipalities', () => {
  it(`has a factory ${req('1.D.6')}`, () => {
    for (const table of tables) expect(factoryFor(table.name)).toBeTypeOf('function')
    expect(() => factoryFor('planted')).toThrow('app.planted has no factory')
  })

  it(`shows and gives each role its own rows, and nobody else's, by every verb ${req('1.D.6')} ${req('1.show.5')}`, async () => {
    const { findings, tries } = await checkAll({ roles: PROGRAM_ROLES })
    expect(findings).toEqual([])
    const granted = tables.flatMap((table) =>
      PROGRAM_ROLES.flatMap((role) => VERBS.filter((verb) => table.grants[role][verb].length > 0)),
    ).length
    const all = tables.length * PROGRAM_ROLES.length * VERBS.length
    console.info(
      `wall: ${tables.length} tables × ${PROGRAM_ROLES.length} roles × ${VERBS.length} verbs = ${all} combinations, ` +
        `${granted} granted and tried, ${all - granted} refused by privilege and tried (${tries} statements)`,
    )
  })

  it('asks whose the rows of a new table are before a resident reads it', () => {
    const [venues] = tables.filter((table) => table.name === 'venues')
    const planted = { ...venues!, name: 'planted' }
    expect(() => reachOf(planted, 'resident', 'select')).toThrow('does not say whose app.planted is')
  })

  it(`lets no row point at a row next door, whoever writes it ${req('1.D.4')}`, async () => {
    for (const table of tables)
      for (const { name, column, target } of table.foreignKeys) {
        const row = { ...seed.drafts[table.name]!.mine, [toCamelCase(column)]: seed.foreignParents[target] }
        await expect(insertRow(test.owner, table.name, row), name).rejects.toMatchObject({ code: '23503' })
      }
  })

  it(`does so by its policies alone, when every grant has slipped ${req('1.D.3')} ${req('1.D.6')}`, async () => {
    await openGrants(test.owner)
    const { findings } = await checkAll({ grantsOpened: true })
    expect(findings).toEqual([])
  })

  it(`does so by its doors alone, when every wall is gone too ${req('1.D.8')}`, async () => {
    expect(await dropWalls(test.owner)).toBe(tables.filter((table) => !table.global).length)
    const { findings } = await checkAll({ grantsOpened: true })
    expect(findings).toEqual([])
  })
})
