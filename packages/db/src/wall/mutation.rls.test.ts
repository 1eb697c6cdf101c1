import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { checkTable } from './check-table.ts'
import { whyEquivalent } from './equivalent-mutants.ts'
import type { Finding } from './finding.ts'
import { dropSql, type Mutant, mutantsOf, type Policy, policySql, readPolicies } from './mutants.ts'
import { type Attempts, openAttempts } from './open-attempts.ts'
import { dropWalls, openGrants } from './open-doors.ts'
import { ROLES, type Role } from './roles.ts'
import { type Seed, seedMunicipalities } from './seed-municipalities.ts'
import { readTableShapes, type TableShape } from './table-shapes.ts'

let test: TestDatabase
let tables: TableShape[]
let policies: Policy[]
let seed: Seed
let attempts: Attempts

beforeAll(async () => {
  test = await openTestDatabase()
  tables = await readTableShapes(test.owner)
  policies = await readPolicies(test.owner)
  seed = await seedMunicipalities(test.owner, tables)
  attempts = openAttempts(test)
  await openGrants(test.owner)
})
afterAll(() => test.close())

vi.setConfig({ testTimeout: 120_000 })

/** What the behavioural check says of a table while `change` is in force. */
async function findingsWhile(
  table: TableShape,
  { apply, undo }: { apply: string; undo: string },
  options: Parameters<typeof checkTable>[3] = {},
): Promise<Finding[]> {
  await test.owner.unsafe(apply)
  try {
    return (await checkTable(attempts, seed, table, { grantsOpened: true, ...options })).findings
  } finally {
    await test.owner.unsafe(undo)
  }
}

const foreign = (findings: Finding[]) => findings.filter((finding) => finding.kind === 'foreign')
const name = ({ policy, change }: Mutant) => `app.${policy.table} "${policy.name}": ${change}`
const shapeOf = (table: string) => tables.find((shape) => shape.name === table)!
const isDoor = (policy: Policy) => policy.permissive
const isWall = (policy: Policy) => !policy.permissive

/** Opens a policy's door, or its guard, to everything; the wall is what remains. */
const widened = (policy: Policy) => ({
  apply: `${dropSql(policy)}; ${policySql({ ...policy, door: policy.door && 'true', guard: policy.guard && 'true' })}`,
  undo: `${dropSql(policy)}; ${policySql(policy)}`,
})

const wideOpen = (table: string) => ({
  apply: `create policy "a door left open" on app."${table}" for all to ${ROLES} using (true) with check (true)`,
  undo: `drop policy "a door left open" on app."${table}"`,
})

describe('with every door and every wall in place', () => {
  it(`holds when any one door is widened to true ${req('1.D.9')}`, async () => {
    const doors = policies.filter((policy) => isDoor(policy) && !shapeOf(policy.table).global)
    for (const policy of doors) {
      const verbs = policy.verb === 'all' ? undefined : { verbs: [policy.verb] }
      const found = await findingsWhile(shapeOf(policy.table), widened(policy), {
        ...verbs,
        roles: policy.roles,
      })
      expect(foreign(found), policy.name).toEqual([])
    }
  })

  it(`holds when a table's door is open to every role and verb ${req('1.D.9')}`, async () => {
    for (const table of tables.filter((shape) => !shape.global))
      expect(foreign(await findingsWhile(table, wideOpen(table.name))), table.name).toEqual([])
  })

  it(`notices each way to weaken a wall behind an open door ${req('1.D.7')}`, async () => {
    const unnoticed: string[] = []
    // One role is enough for a wall that is weaker before all of them: withoutOneRole asks the others.
    const mutants = policies
      .filter(isWall)
      .flatMap((wall) => [
        ...mutantsOf(wall).map((mutant) => ({ ...mutant, roles: ['staff'] as Role[] })),
        ...withoutOneRole(wall),
      ])
    for (const mutant of mutants) {
      const open = wideOpen(mutant.policy.table)
      const change = { apply: `${open.apply}; ${mutant.apply}`, undo: `${mutant.undo}; ${open.undo}` }
      const { roles, verbs } = mutant
      const found = await findingsWhile(shapeOf(mutant.policy.table), change, { roles, verbs })
      if (foreign(found).length === 0) unnoticed.push(name(mutant))
    }
    console.info(`walls: ${mutants.length} mutants, ${mutants.length - unnoticed.length} noticed`)
    expect(unnoticed).toEqual([])
  })
})

describe('with every wall gone, so that each door stands alone', () => {
  beforeAll(async () => {
    await dropWalls(test.owner)
  })

  it(`notices each way to weaken a door, or says why nobody could ${req('1.D.7')}`, async () => {
    const doors = policies.filter(isDoor)
    const mutants = doors.flatMap(mutantsOf)
    const excused: string[] = []
    const wrong: string[] = []
    for (const mutant of mutants) {
      const { roles, verbs } = mutant
      const found = await findingsWhile(shapeOf(mutant.policy.table), mutant, { roles, verbs })
      const reason = whyEquivalent(mutant, doors)
      if (reason) excused.push(`${name(mutant)} (${reason})`)
      if (reason && found.length > 0) wrong.push(`${name(mutant)} is noticed and needs no excuse`)
      if (!reason && found.length === 0) wrong.push(`${name(mutant)} is not noticed`)
    }
    console.info(
      `doors: ${mutants.length} mutants of ${doors.length} policies, ${mutants.length - excused.length} noticed, ` +
        `${excused.length} change nothing (equivalent-mutants.txt)`,
    )
    expect(wrong).toEqual([])
    await expect(`${excused.join('\n')}\n`).toMatchFileSnapshot('equivalent-mutants.txt')
  })

  it.each([
    ['no force row level security', 'app_owner'],
    ['disable row level security', 'resident'],
  ] as const)(`notices %s on any table ${req('1.D.3')} ${req('1.D.7')}`, async (change, role) => {
    for (const table of tables) {
      const on = `alter table app."${table.name}"`
      const undo = `${on} enable row level security, force row level security`
      const found = await findingsWhile(table, { apply: `${on} ${change}`, undo }, { roles: [role] })
      expect(found, table.name).not.toEqual([])
    }
  })
})

/** A wall that has forgotten one of the roles it stands before. */
const withoutOneRole = (wall: Policy): Mutant[] =>
  wall.roles.map((role) => ({
    ...{ policy: wall, change: `not for ${role}`, roles: [role], verbs: ['select', 'insert'] },
    apply: `${dropSql(wall)}; ${policySql({ ...wall, roles: wall.roles.filter((other) => other !== role) })}`,
    undo: `${dropSql(wall)}; ${policySql(wall)}`,
  }))
