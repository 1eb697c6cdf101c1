import { readFile } from 'node:fs/promises'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Owner, openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { faults } from './planted-faults.ts'

type Finding = { rule: string; obj: string; detail: string }

const file = new URL('../../../../supabase/tests/tenant_wall_catalogue.sql', import.meta.url)
const catalogue = await readFile(file, 'utf8')
const rules = [...catalogue.matchAll(/select '([RW]\d\d) /g)].map((match) => match[1]!)
const findingsOf = (owner: Owner) => owner.unsafe<Finding[]>(catalogue)

let test: TestDatabase

beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

describe('the catalogue of schema app', () => {
  it(`breaks no rule ${req('1.D.1')} ${req('1.D.3')} ${req('1.D.4')} ${req('1.D.5')} ${req('1.D.13')}`, async () => {
    expect([...(await findingsOf(test.owner))]).toEqual([])
  })

  it('plants a fault for every rule', () => {
    expect(rules.length).toBeGreaterThan(40)
    expect(Object.keys(faults).sort()).toEqual([...rules].sort())
  })

  it.each(Object.entries(faults))(`%s fires on its fault ${req('1.D.5')}`, async (rule, fault) => {
    const found = await findingsAfter(fault)
    expect(found.map((finding) => finding.rule.slice(0, 3))).toContain(rule)
  })
})

/** What the catalogue would say had `fault` been migrated. Nothing of it stays. */
async function findingsAfter(fault: string): Promise<Finding[]> {
  const undone = new Error('undone')
  let found: Finding[] = []
  await test.owner
    .begin(async (tx) => {
      await tx.unsafe(fault)
      found = [...(await findingsOf(tx))]
      throw undone
    })
    .catch((error) => {
      if (error !== undone) throw error
    })
  return found
}
