import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import type { Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantId } from '../kernel.ts'
import { loadTenants, type Overbooking, readTenant } from '../tenancy/index.ts'
import { generateSlots } from './generate-slots.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
/** A Tuesday. */
const now = new Date('2026-11-24T12:00:00+09:00')
const rules = { mostPercent: 10, mostPlaces: 1, weeks: 8, leastVisits: 100 }

let database: TestDatabase
let machine: Database
let tenantId: TenantId

async function load(overbooking?: Overbooking) {
  const read = await readTenant(tenantsDir, 'ageo')
  if (!read.ok) throw new Error(read.problems.join('\n'))
  Object.assign(read.value.file.booking, { overbooking })
  const [loaded] = await loadTenants(database.owner, [read.value], { now, effectiveFrom: now })
  if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
  tenantId = loaded.id
  await generateSlots(machine, tenantId, now)
}

beforeAll(async () => {
  database = await openTestDatabase()
  machine = database.open('web_api')
  await load()
  // Of 120 who were expected for their cards at the city hall last week 12 did not come; before that nobody came at all.
  const [place] = await database.owner<{ venueId: string; laneId: string }[]>`
    select v.id as venue_id, l.id as lane_id from app.venues v join app.lanes l on l.tenant_id = v.tenant_id
    where v.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = 'pickup'`
  const visit = (count: number, over: object) =>
    Promise.all(
      Array.from({ length: count }, () =>
        factories.reservations(database.owner, tenantId, { ...place, ...over } as never),
      ),
    )
  await visit(108, { state: 'done', startsAt: new Date('2026-11-18T10:00:00+09:00') })
  await visit(12, { state: 'no_show', startsAt: new Date('2026-11-18T10:00:00+09:00') })
  await visit(20, { state: 'cancelled', startsAt: new Date('2026-11-18T10:00:00+09:00') })
  await visit(30, { state: 'no_show', startsAt: new Date('2026-09-23T10:00:00+09:00') }) // nine weeks ago
  await visit(30, { state: 'no_show', startsAt: new Date('2026-11-24T09:00:00+09:00') }) // this week
})
afterAll(() => database.close())

const day = (lane = 'pickup', date = '2026-12-01') =>
  database.owner<{ id: string; capacity: number; expected: number; limitWeb: number; state: string }[]>`
    select s.id, s.capacity, s.expected, s.limit_web, s.state from app.slots s
    join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
    join app.lanes l on l.tenant_id = s.tenant_id and l.id = s.lane_id
    where s.tenant_id = ${tenantId} and v.code = 'city-hall' and l.code = ${lane}
      and (s.starts_at at time zone 'Asia/Tokyo')::date = ${date}::date order by s.starts_at`
const sum = async (lane?: string) => (await day(lane)).reduce((all, it) => all + it.expected, 0)

describe(`places for those who are likely not to come ${req('2.D.6')}`, () => {
  it('are none until a municipality asks for them, and none while too few visits are known', async () => {
    expect(await sum()).toBe(0)
    await load({ ...rules, leastVisits: 121 })
    expect(await sum()).toBe(0)
  })

  it('are as many as have not come in the weeks looked at, a place in a slot at most, of that lane only', async () => {
    await load(rules)
    expect(await sum()).toBe(7) // a tenth of 78
    const slots = await day()
    for (const it of slots) expect([6, 7]).toContain(it.capacity)
    expect(slots.filter((it) => it.expected === 1).every((it) => it.limitWeb === 6)).toBe(true)
    expect(await sum('certificate')).toBe(0)
    expect(await generateSlots(machine, tenantId, now)).toMatchObject({ changed: 0 })
  })

  it('stay within the cap, whatever the share', async () => {
    await load({ ...rules, mostPercent: 5 })
    expect(await sum()).toBe(3)
    await load(rules)
  })

  it('are withdrawn when it is switched off; who has one keeps it, and it goes when they do', async () => {
    const [slot] = (await day()).filter((it) => it.expected === 1)
    const id = slot?.id ?? ''
    await database.owner`update app.slots set taken_web = 6, taken_counter = 1 where id = ${id}`
    await load()
    expect(await sum()).toBe(1)
    expect((await day()).find((it) => it.id === id)).toMatchObject({
      capacity: 7,
      expected: 1,
      state: 'open',
    })
    await database.owner`update app.slots set taken_web = 5 where id = ${id}`
    await generateSlots(machine, tenantId, now)
    expect(await sum()).toBe(0)
    expect((await day()).find((it) => it.id === id)).toMatchObject({ capacity: 6, state: 'open' })
  })

  it('limited to a venue or lane, are there only', async () => {
    await load({ ...rules, lanes: ['certificate'] })
    expect(await sum()).toBe(0)
  })
})
