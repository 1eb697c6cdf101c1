import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../test-database.ts'
import { toSnakeCase } from './column-case.ts'
import { type Factory, factories } from './index.ts'

let test: TestDatabase

beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

const all = Object.entries(factories) as [string, Factory<object>][]

describe('the factories', () => {
  it('are one for each table of schema app', async () => {
    const tables = await test.owner<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')`
    expect(all.map(([name]) => toSnakeCase(name)).sort()).toEqual(tables.map((table) => table.name).sort())
  })

  it.each(all)('%s makes a row, and another, for two municipalities', async (name, factory) => {
    for (const tenantId of [randomUUID(), randomUUID()]) {
      const first = name === 'tenants' ? {} : await factory(test.owner, tenantId)
      const second = await factory(test.owner, tenantId)
      expect(second).not.toEqual(first)
    }
  })

  it('use what they are given', async () => {
    const tenantId = randomUUID()
    const venue = await factories.venues(test.owner, tenantId)
    const slot = await factories.slots(test.owner, tenantId, { venueId: venue.id, capacity: 3, limitWeb: 1 })
    expect(slot).toMatchObject({ tenantId, venueId: venue.id, capacity: 3, limitWeb: 1, takenWeb: 0 })
  })
})
