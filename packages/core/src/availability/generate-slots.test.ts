import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import type { Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantId } from '../kernel.ts'
import { loadTenants, readTenant, type TenantFolder } from '../tenancy/index.ts'
import { generateSlots } from './generate-slots.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const now = new Date('2026-11-20T12:00:00+09:00')

let database: TestDatabase
let machine: Database
let tenantId: TenantId

async function folder(change: (file: TenantFolder['file']) => void = () => {}): Promise<TenantFolder> {
  const read = await readTenant(tenantsDir, 'minase')
  if (!read.ok) throw new Error(read.problems.join('\n'))
  change(read.value.file)
  return read.value
}

async function load(change?: (file: TenantFolder['file']) => void, effectiveFrom = now) {
  const [loaded] = await loadTenants(database.owner, [await folder(change)], { now, effectiveFrom })
  if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
  return loaded.id
}

beforeAll(async () => {
  database = await openTestDatabase()
  machine = database.open('web_api')
  tenantId = await load()
})
afterAll(() => database.close())

const starts = async (venue: string, date: string, state = 'open') =>
  (
    await database.owner<{ time: string }[]>`
      select to_char(s.starts_at at time zone 'Asia/Tokyo', 'HH24:MI') as time from app.slots s
      join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
      where s.tenant_id = ${tenantId} and v.code = ${venue} and s.state = ${state}
        and (s.starts_at at time zone 'Asia/Tokyo')::date = ${date}::date order by 1`
  ).map((it) => it.time)
const messages = async () =>
  (await database.owner`select topic from app.outbox where tenant_id = ${tenantId}`).map((it) => it.topic)

describe('generating a town’s slots', () => {
  it(`fills 45 days by the weekly rules, holidays and the year’s end ${req('1.G.6')}`, async () => {
    const generated = await generateSlots(machine, tenantId, now)
    expect(generated.added).toBeGreaterThan(600)
    expect(generated).toMatchObject({ changed: 0, withdrawn: 0, closing: 0 })

    expect(await starts('town-hall', '2026-11-24')).toHaveLength(21)
    expect((await starts('town-hall', '2026-11-25')).slice(-2)).toEqual(['18:20', '18:40'])
    expect(await starts('minato', '2026-11-24')).toEqual([
      '10:00',
      '10:20',
      '10:40',
      '11:00',
      '11:20',
      '11:40',
      '13:00',
      '13:20',
      '13:40',
      '14:00',
      '14:20',
      '14:40',
    ])
    expect(await starts('town-hall', '2026-11-23')).toEqual([]) // 勤労感謝の日
    expect(await starts('town-hall', '2026-11-28')).toEqual([]) // a Saturday
    expect(await starts('town-hall', '2026-12-28')).toHaveLength(21)
    expect(await starts('town-hall', '2026-12-29')).toEqual([])
    expect(await starts('town-hall', '2027-01-04')).toHaveLength(21)
    expect(await starts('town-hall', '2027-01-05')).toEqual([]) // beyond 45 days
    expect((await starts('town-hall', '2026-11-20'))[0]).toBe('13:00') // what has begun is not made any more
    expect(await messages()).toEqual(['slots.changed'])
  })

  it('changes nothing and says nothing the second time', async () => {
    expect(await generateSlots(machine, tenantId, now)).toEqual({
      added: 0,
      changed: 0,
      withdrawn: 0,
      closing: 0,
    })
    expect(await messages()).toEqual(['slots.changed'])
  })

  it('two copies at once make every slot once', async () => {
    await database.owner`delete from app.slots where tenant_id = ${tenantId}`
    const both = await Promise.all([
      generateSlots(machine, tenantId, now),
      generateSlots(machine, tenantId, now),
    ])
    const [{ count } = { count: 0 }] = await database.owner<{ count: number }[]>`
      select count(*)::integer as count from app.slots where tenant_id = ${tenantId}`
    expect(both.reduce((sum, it) => sum + it.added, 0)).toBe(count)
    expect(await starts('town-hall', '2026-11-24')).toHaveLength(21)
  })

  it('adds the next day when a day has passed', async () => {
    const generated = await generateSlots(machine, tenantId, new Date('2026-11-21T12:00:00+09:00'))
    expect(generated).toMatchObject({ added: 33, withdrawn: 0 }) // Tuesday 2027-01-05 at both venues
  })
})

describe('when the rules change', () => {
  it(`keeps a reservation: its slot closes to the public, the empty ones around it are withdrawn ${req('2.A.5')}`, async () => {
    const at = new Date('2026-12-01T10:20:00+09:00') // a Tuesday at Minato
    const [slot] = await database.owner<{ id: string; venueId: string; laneId: string }[]>`
      update app.slots s set taken_web = 1 from app.venues v
      where v.tenant_id = s.tenant_id and v.id = s.venue_id and v.code = 'minato' and s.starts_at = ${at}
      returning s.id, s.venue_id, s.lane_id`
    await load((file) => {
      for (const it of file.calendar.weekly) if (it.venues.includes('minato')) it.weekdays = [4]
    })

    expect(await generateSlots(machine, tenantId, now)).toMatchObject({ added: 0, closing: 1 })
    expect(await starts('minato', '2026-12-01')).toEqual([])
    expect(await starts('minato', '2026-12-01', 'closing')).toEqual(['10:20'])
    expect(await starts('minato', '2026-12-01', 'withdrawn')).toHaveLength(11)
    expect(await starts('minato', '2026-12-03')).toHaveLength(12)
    expect(slot).toBeDefined()

    await load()
    await generateSlots(machine, tenantId, now)
    expect(await starts('minato', '2026-12-01')).toHaveLength(12)
  })

  it('shapes the days from when the new rules come into force, and those before by the old', async () => {
    await load((file) => {
      for (const it of file.calendar.weekly) it.capacity = 3
    }, new Date('2026-12-10T00:00:00+09:00'))
    await generateSlots(machine, tenantId, now)
    const capacities = await database.owner<{ date: string; capacity: number }[]>`
      select distinct to_char(s.starts_at at time zone 'Asia/Tokyo', 'MM-DD') as date, s.capacity from app.slots s
      join app.venues v on v.tenant_id = s.tenant_id and v.id = s.venue_id
      where v.code = 'town-hall' and s.starts_at between '2026-12-09T00:00+09' and '2026-12-11T00:00+09' order by 1`
    expect(capacities).toEqual([
      { date: '12-09', capacity: 2 },
      { date: '12-10', capacity: 3 },
    ])
  })

  it(`keeps nobody from booking while new slots are added: what it changes is locked last ${req('1.H.2')}`, async () => {
    await database.owner.unsafe(`
      create function be_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return null; end $$;
      create trigger slow before insert on app.slots for each statement execute function be_slow();`)
    // Ten minutes instead of twenty: every slot of the days to come changes or goes, and others come.
    await load((file) => {
      for (const it of file.calendar.weekly) it.minutes = 10
    })
    const working = generateSlots(machine, tenantId, now)
    const sleeping = () => database.owner`
      select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
    await expect.poll(async () => (await sleeping()).length, { interval: 20 }).toBe(1)
    const free = await database.owner`
      select id from app.slots where tenant_id = ${tenantId} for update skip locked`
    const [{ count } = { count: 0 }] = await database.owner<{ count: number }[]>`
      select count(*)::integer as count from app.slots where tenant_id = ${tenantId}`
    expect(free).toHaveLength(count)
    expect((await working).changed).toBeGreaterThan(100)
    await database.owner.unsafe('drop trigger slow on app.slots')
    await load()
    await generateSlots(machine, tenantId, now)
  })

  it('touches no slot of another municipality', async () => {
    const stranger = await factories.slots(database.owner, '018f0000-0000-7000-8000-00000000abcd', {
      startsAt: new Date('2026-12-05T09:00:00+09:00'),
    } as never)
    await generateSlots(machine, tenantId, now)
    expect(await database.owner`select state from app.slots where id = ${stranger.id}`).toEqual([
      { state: 'open' },
    ])
  })
})
