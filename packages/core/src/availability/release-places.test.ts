import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import type { Database } from '@madoguchi/db'
import { openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantId } from '../kernel.ts'
import { loadTenants, readTenant, type TenantFolder } from '../tenancy/index.ts'
import { generateSlots } from './generate-slots.ts'
import { releasePlaces } from './release-places.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const at = (text: string) => new Date(`${text}:00+09:00`)
const now = at('2026-11-20T12:00')

let database: TestDatabase
let machine: Database
let tenantId: TenantId

/** Minase with slots of three: one each for the web, the telephone and the counter. */
async function load(change: (booking: TenantFolder['file']['booking']) => void = () => {}) {
  const read = await readTenant(tenantsDir, 'minase')
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const { file } = read.value
  for (const hours of file.calendar.weekly)
    Object.assign(hours, { capacity: 3, channels: { web: 1, telephone: 1, counter: 1 } })
  change(file.booking)
  const [loaded] = await loadTenants(database.owner, [read.value], { now, effectiveFrom: now })
  if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
  tenantId = loaded.id
}

const unusedPlaces = [
  { channels: ['telephone' as const, 'counter' as const], businessDaysBefore: 1, at: '12:00' as never },
]

beforeAll(async () => {
  database = await openTestDatabase()
  machine = database.open('web_api')
  await load((booking) => Object.assign(booking, { unusedPlaces }))
  await generateSlots(machine, tenantId, now)
})
afterAll(() => database.close())

const slotsOn = (date: string) =>
  database.owner<{ id: string; limits: number[]; taken: number; capacity: number; releaseAt: Date | null }[]>`
    select id, array[limit_web, limit_telephone, limit_counter] as limits, capacity, release_at,
      taken_web + taken_telephone + taken_counter as taken
    from app.slots where tenant_id = ${tenantId} and state = 'open'
      and (starts_at at time zone 'Asia/Tokyo')::date = ${date}::date order by starts_at, id`
const kindsOn = async (date: string) => [...new Set((await slotsOn(date)).map((it) => it.limits.join()))]
const told = async () =>
  (await database.owner`delete from app.outbox where tenant_id = ${tenantId} returning topic`).map(
    (it) => it.topic,
  )

describe(`places that are kept for the telephone and the counter ${req('2.B.1')}`, () => {
  it('stay with them until their time, whoever looks, and then go to everybody, of that day only', async () => {
    await told()
    expect(await kindsOn('2026-11-25')).toEqual(['1,1,1'])
    expect((await slotsOn('2026-11-25'))[0]?.releaseAt).toEqual(at('2026-11-24T12:00'))
    // What was due before (the 24th: at noon of the 20th) has been open since the slots were made.
    expect(await releasePlaces(machine, tenantId, at('2026-11-24T11:59'))).toBe(0)
    expect(await told()).toEqual([])

    const count = (await slotsOn('2026-11-25')).length
    expect(await releasePlaces(machine, tenantId, at('2026-11-24T12:00'))).toBe(count)
    expect(await kindsOn('2026-11-25')).toEqual(['3,2,2'])
    expect(await kindsOn('2026-11-26')).toEqual(['1,1,1'])
    expect(await told()).toEqual(['slots.changed'])
  })

  it('are opened once: again, or by the generator, nothing is done and nothing said', async () => {
    const then = at('2026-11-24T12:00')
    expect(await releasePlaces(machine, tenantId, then)).toBe(0)
    await generateSlots(machine, tenantId, then)
    await told()
    expect(await generateSlots(machine, tenantId, then)).toMatchObject({ added: 0, changed: 0 })
    expect(await told()).toEqual([])
  })

  it('are opened once by two programs at once', async () => {
    const then = at('2026-11-25T12:00')
    const count = (await slotsOn('2026-11-26')).length
    const both = await Promise.all([1, 2].map(() => releasePlaces(machine, tenantId, then)))
    expect(both.reduce((sum, it) => sum + it, 0)).toBe(count)
  })

  it('are opened in a slot that somebody is just taking, once they have it', async () => {
    const [slot] = await slotsOn('2026-11-27')
    const holder = await database.owner.reserve()
    await holder`begin`
    await holder`update app.slots set taken_web = 1 where id = ${slot?.id ?? ''}`
    const releasing = releasePlaces(machine, tenantId, at('2026-11-26T12:00'))
    await holder`select pg_sleep(0.2)`
    await holder`commit`
    holder.release()
    await releasing
    expect((await slotsOn('2026-11-27'))[0]).toMatchObject({ limits: [3, 2, 2], taken: 1 })
  })

  it('come in steps of 200: nobody who books waits for all of them', async () => {
    await told()
    const released = await releasePlaces(machine, tenantId, at('2026-12-11T12:00'))
    expect(released).toBeGreaterThan(200)
    expect(await told()).toHaveLength(Math.ceil((released + 1) / 200))
  })

  it('are kept again when the rules say so, except what somebody has taken', async () => {
    await database.owner`update app.slots set taken_web = 3 where id = ${(await slotsOn('2026-12-08'))[0]?.id ?? ''}`
    await load()
    await generateSlots(machine, tenantId, now)
    const [taken, ...others] = await slotsOn('2026-12-08')
    expect(taken).toMatchObject({ limits: [3, 1, 1], taken: 3, capacity: 3, releaseAt: null })
    expect(new Set(others.map((it) => it.limits.join()))).toEqual(new Set(['1,1,1']))
    await database.owner`update app.slots set taken_web = 0`
  })
})

describe(`places that open in lots ${req('2.B.3')}`, () => {
  it('are opened by the same job, the first with the day itself', async () => {
    const laterLots = [
      { percent: 30, daysBefore: 7 },
      { percent: 20, businessDaysBefore: 2 },
    ]
    await load((booking) => Object.assign(booking, { windows: [], laterLots }))
    await generateSlots(machine, tenantId, now)
    const open = async () => (await slotsOn('2026-12-10')).reduce((sum, it) => sum + (it.limits[0] ?? 0), 0)
    const all = (await slotsOn('2026-12-10')).length
    expect(Math.abs((await open()) - all * 0.5)).toBeLessThan(all / 10)
    await releasePlaces(machine, tenantId, at('2026-12-03T08:30'))
    expect(Math.abs((await open()) - all * 0.8)).toBeLessThan(all / 10)
    await releasePlaces(machine, tenantId, at('2026-12-08T08:29'))
    expect(await open()).toBeLessThan(all)
    await releasePlaces(machine, tenantId, at('2026-12-08T08:30'))
    expect(await open()).toBe(all)
    expect((await slotsOn('2026-12-10')).every((it) => it.releaseAt === null)).toBe(true)
  })
})
