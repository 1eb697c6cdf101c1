import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { req } from '@madoguchi/config/req.ts'
import { CHANGED, type Database } from '@madoguchi/db'
import { openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TenantId, VenueId } from '../kernel.ts'
import { loadTenants, openTenantSettings, readTenant, type SettingsInMemory } from '../tenancy/index.ts'
import { type Calendars, openCalendars } from './calendar-memory.ts'
import { earliestFree, type LaneCalendar } from './free-slot-rules.ts'
import { generateSlots } from './generate-slots.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const now = new Date('2026-11-20T12:00:00+09:00')

let database: TestDatabase
let booking: Database
let settings: SettingsInMemory
let calendars: Calendars
const tenants: Record<string, TenantId> = {}

beforeAll(async () => {
  database = await openTestDatabase()
  const machine = database.open('web_api')
  for (const slug of ['ageo', 'minase']) {
    const read = await readTenant(tenantsDir, slug)
    if (!read.ok) throw new Error(read.problems.join('\n'))
    const [loaded] = await loadTenants(database.owner, [read.value], { now })
    if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
    tenants[slug] = loaded.id
    await generateSlots(machine, loaded.id, now)
  }
  booking = database.open('web_booking')
  settings = await openTenantSettings(booking, 'resident')
  calendars = await openCalendars(booking, { settings, role: 'resident', clock: () => now })
})
afterAll(async () => {
  await Promise.all([calendars?.close(), settings?.close()])
  await database.close()
})

const ageo = () => tenants.ageo as TenantId
async function lane(from = calendars, tenantId = ageo(), code = 'pickup'): Promise<LaneCalendar> {
  const calendar = await from.lane(tenantId, code)
  if (!calendar) throw new Error('no such lane')
  return calendar
}
async function cityHall(): Promise<VenueId> {
  const { venues } = await settings.of(ageo())
  return venues.find((it) => it.code === 'city-hall')?.id as VenueId
}
const take = (id: string, places: number) => database.owner`
  update app.slots set taken_web = ${places} where tenant_id = ${ageo()} and id = ${id}`
const relay = (tenantId: string) =>
  database.owner`select pg_notify(${CHANGED}, ${JSON.stringify({ tenantId, topics: ['reservation.booked'] })})`

describe('the calendars that residents see', () => {
  it(`are the municipality’s own, for its own lanes ${req('1.H.3')}`, async () => {
    const calendar = await lane()
    const earliest = earliestFree(calendar, [await cityHall()])
    expect(earliest).toMatchObject({ date: '2026-11-20', lane: 'pickup', free: 5, places: 5 })
    expect(calendar.lastDate).toBe('2026-12-20')
    expect(calendar.slots.at(-1)?.date).toBe('2026-12-18')

    expect(await calendars.lane(ageo(), 'counter')).toBeNull()
    const other = await lane(calendars, tenants.minase, 'counter')
    expect(other.lastDate).toBe('2026-12-04')
    expect(other.slots.some((it) => calendar.byId.has(it.id))).toBe(false)
  })

  it('answer the same object while they are fresh, and are read once however many look', async () => {
    const fresh = await openCalendars(booking, {
      settings,
      role: 'resident',
      clock: () => now,
      maxAge: 60_000,
    })
    const seen = await Promise.all(Array.from({ length: 50 }, () => lane(fresh)))
    expect(new Set(seen).size).toBe(1)
    expect(await lane(fresh)).toBe(seen[0])
    await fresh.close()
  })

  it(`show a taken place after at most a second, without being told ${req('1.H.3')}`, async () => {
    const slot = earliestFree(await lane(), [await cityHall()])
    if (!slot) throw new Error('nothing free')
    await take(slot.id, 5)
    await after(1050)
    expect((await lane()).byId.get(slot.id)?.free).toBe(0)
    expect(earliestFree(await lane(), [await cityHall()])?.id).not.toBe(slot.id)
    await take(slot.id, 0)
  })

  it(`show a freed place again after at most a second ${req('2.D.4')}`, async () => {
    const slot = earliestFree(await lane(), [await cityHall()])
    if (!slot) throw new Error('nothing free')
    await take(slot.id, 5)
    await after(1050)
    expect((await lane()).byId.get(slot.id)?.free).toBe(0)
    await take(slot.id, 4)
    await after(1050)
    expect((await lane()).byId.get(slot.id)?.free).toBe(1)
    await take(slot.id, 0)
  })

  it('are renewed when the relay tells, in every copy, and only those of that municipality', async () => {
    const told = { settings, role: 'resident', clock: () => now, maxAge: 3_600_000 } as const
    const copies = await Promise.all([openCalendars(booking, told), openCalendars(booking, told)])
    const before = await Promise.all(copies.map((it) => lane(it)))
    const others = await Promise.all(copies.map((it) => lane(it, tenants.minase, 'counter')))
    const slot = earliestFree(await lane(copies[0]), [await cityHall()])
    if (!slot) throw new Error('nothing free')
    await take(slot.id, 1)
    await after(300)
    expect(await lane(copies[0])).toBe(before[0])

    await relay(ageo())
    await vi.waitFor(async () => {
      for (const copy of copies) expect((await lane(copy)).byId.get(slot.id)?.free).toBe(4)
    }, 5_000)
    for (const [n, copy] of copies.entries())
      expect(await lane(copy, tenants.minase, 'counter')).toBe(others[n])
    await Promise.all(copies.map((it) => it.close()))
  })

  it('count only what the web may take, and leave out what is closing or withdrawn', async () => {
    const [first, second] = (await lane()).slots.filter((it) => it.free === 5)
    if (!first || !second) throw new Error('nothing free')
    await database.owner`
      update app.slots set taken_telephone = 2, taken_counter = 2 where tenant_id = ${ageo()} and id = ${first.id}`
    await database.owner`
      update app.slots set state = 'closing' where tenant_id = ${ageo()} and id = ${second.id}`
    await after(1050)
    const calendar = await lane()
    expect(calendar.byId.get(first.id)?.free).toBe(2)
    expect(calendar.byId.has(second.id)).toBe(false)
  })

  it('survive a notice that is not for them', async () => {
    await database.owner`select pg_notify(${CHANGED}, 'not json')`
    await after(50)
    expect((await lane()).slots.length).toBeGreaterThan(100)
  })
})
