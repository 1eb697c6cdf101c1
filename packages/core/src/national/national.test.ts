import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import type { Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { generateSlots } from '../availability/index.ts'
import { mintId, type RequestId, type TenantId } from '../kernel.ts'
import { loadTenants, openTenantSettings, readTenant, type SettingsInMemory } from '../tenancy/index.ts'
import { approveHolidays, holidayImport, stageHolidays } from './holiday-imports.ts'
import { addStop, nationalStops, withdrawStop } from './national-stops.ts'
import { nationalYear } from './national-year.ts'
import { holidayText } from './testing/holiday-text.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const now = new Date('2026-11-20T12:00:00+09:00')
/** 勤労感謝の日 is gone, and a Tuesday in December is a day off. */
const CHANGED = holidayText(2026, 2027, { without: ['2026-11-23'], more: ['2026/12/8,試験の日'] })

let database: TestDatabase
let console_: Database
let machine: Database
let settings: SettingsInMemory
let operatorId: string
const tenants: Record<string, TenantId> = {}

beforeAll(async () => {
  database = await openTestDatabase()
  console_ = database.open('web_operator')
  machine = database.open('web_api')
  for (const slug of ['ageo', 'minase']) {
    const read = await readTenant(tenantsDir, slug)
    if (!read.ok) throw new Error(read.problems.join('\n'))
    const [loaded] = await loadTenants(database.owner, [read.value], { now })
    if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
    tenants[slug] = loaded.id
    await generateSlots(machine, loaded.id, now)
  }
  operatorId = (await factories.operators(database.owner, tenants.ageo as string, { name: '運用 花子' })).id
  settings = await openTenantSettings(database.open('web_booking'), 'resident')
  await database.owner`delete from app.outbox`
})
afterAll(async () => {
  await settings?.close()
  await database.close()
})

const stage = (text: string, at = now) =>
  stageHolidays(console_, operatorId, { name: 'syukujitsu.csv', bytes: Buffer.from(text) }, at)
async function staged(text: string) {
  const outcome = await stage(text)
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value.importId
}
const look = (id: string) => holidayImport(console_, operatorId, id, now)
const approve = async (id: string, seen?: string) =>
  approveHolidays(
    console_,
    operatorId,
    { importId: id, seen: seen ?? (await look(id))?.plan?.seen ?? '' },
    now,
  )
const messages = async () =>
  (await database.owner<{ tenantId: string; topic: string }[]>`select tenant_id, topic from app.outbox`)
    .map((it) => `${it.topic} ${it.tenantId === tenants.ageo ? 'ageo' : 'minase'}`)
    .toSorted()
const openOn = async (slug: string, date: string) => {
  const [row] = await database.owner<[{ count: number }]>`
    select count(*)::int as count from app.slots where tenant_id = ${tenants[slug] as string} and state = 'open'
      and (starts_at at time zone 'Asia/Tokyo')::date = ${date}::date`
  return row.count
}
/** What the relay and the job would do with the messages that were left. */
async function generateAll() {
  await database.owner`delete from app.outbox`
  for (const id of Object.values(tenants)) await generateSlots(machine, id, now)
  await database.owner`delete from app.outbox`
}

describe(`国民の祝日の取込み ${req('2.A.2')}`, () => {
  it('before any import, the published calendar serves both municipalities', async () => {
    expect(await openOn('ageo', '2026-11-23')).toBe(0)
    expect(await openOn('minase', '2026-12-08')).toBeGreaterThan(10)
    const { national } = await settings.of(tenants.ageo as TenantId)
    expect(national).toMatchObject({ provisionalFrom: 2028, lastEnd: '20:00', stops: [] })
    expect(await nationalYear(console_, operatorId, 2026)).toMatchObject({
      source: 'published',
      provisional: false,
    })
  })

  it('an upload changes nothing by itself; it shows what it would change, and whom it meets', async () => {
    const venueId = await venueOf('ageo')
    await factories.reservations(database.owner, tenants.ageo as string, {
      ...{ state: 'confirmed', startsAt: new Date('2026-12-08T10:00:00+09:00'), venueId },
    })
    const id = await staged(CHANGED)
    const view = await look(id)
    expect(view?.plan?.diff).toMatchObject({
      from: 2026,
      until: 2027,
      newYears: [2026, 2027],
      added: [{ day: '2026-12-08', name: '試験の日' }],
      removed: [{ day: '2026-11-23', name: '勤労感謝の日' }],
      renamed: [],
    })
    expect(view?.plan?.met).toEqual([
      { day: '2026-12-08', name: '試験の日', tenants: [{ tenant: '上尾市', reservations: 1 }] },
    ])
    expect(view).toMatchObject({ uploadedBy: '運用 花子', approvedAt: null, problems: [] })
    expect(await messages()).toEqual([])
    expect((await nationalYear(console_, operatorId, 2026)).waiting?.id).toBe(id)
  })

  it('an approval of something else than was seen is refused, and changes nothing', async () => {
    expect(await approve(await staged(CHANGED), 'another plan')).toEqual({ ok: false, reason: 'has-changed' })
    expect(await messages()).toEqual([])
    expect((await nationalYear(console_, operatorId, 2026)).source).toBe('published')
  })

  it('approved, it is in force in every program, and each municipality’s slots are asked for', async () => {
    const before = (await settings.of(tenants.minase as TenantId)).national
    expect(before.holidays.has('2026-12-08' as never)).toBe(false)
    expect(await approve(await staged(CHANGED))).toMatchObject({ ok: true })
    expect(await messages()).toEqual(['slots.generate ageo', 'slots.generate minase'])
    await vi.waitFor(async () => {
      const { national } = await settings.of(tenants.minase as TenantId)
      expect(national.holidays.has('2026-12-08' as never)).toBe(true)
      expect(national.holidays.has('2026-11-23' as never)).toBe(false)
    }, 3_000)

    await generateAll()
    for (const slug of ['ageo', 'minase']) {
      expect(await openOn(slug, '2026-11-23'), slug).toBeGreaterThan(10)
      expect(await openOn(slug, '2026-12-08'), slug).toBe(0)
      expect(await openOn(slug, '2026-12-09'), slug).toBeGreaterThan(10)
    }
    const year = await nationalYear(console_, operatorId, 2026)
    expect(year).toMatchObject({ source: 'imported', provisional: false, provisionalFrom: 2028 })
    expect(year.waiting).toBeUndefined()
    expect(await nationalYear(console_, operatorId, 2028)).toMatchObject({
      source: 'published',
      provisional: true,
    })
  })

  it('the same file twice changes nothing', async () => {
    expect(await stage(CHANGED)).toEqual({ ok: false, reason: 'nothing-changes' })
    const [{ id } = { id: '' }] = await database.owner<{ id: string }[]>`
      select id from app.holiday_imports where approved_at is not null`
    expect(await approve(id, 'x')).toEqual({ ok: false, reason: 'already-approved' })
    expect(await messages()).toEqual([])
  })

  it('a file with a line that cannot be read is kept, and cannot be approved', async () => {
    const id = await staged(`${holidayText(2026, 2027)}2026/13/1,試験の日\r\n`)
    const view = await look(id)
    expect(view?.problems).toMatchObject([{ problem: 'no-such-date' }])
    expect(await approve(id)).toEqual({ ok: false, reason: 'has-bad-lines' })
    expect(await approve('018f0000-0000-7000-8000-00000000abcd', 'x')).toMatchObject({ reason: 'not-found' })
  })

  it('a year that the new file lacks is left alone, and the days of past years too', async () => {
    expect(await approve(await staged(holidayText(2020, 2026)))).toMatchObject({ ok: true })
    const [first] = await database.owner<{ day: string; count: number }[]>`
      select min(day)::text as day, count(*)::int as count from app.national_holidays`
    expect(first).toEqual({ day: '2026-01-01', count: 18 + 17 })
    await generateAll()
    expect(await openOn('ageo', '2026-11-23')).toBe(0)
  })
})

describe(`全国停止日 ${req('2.A.3')}`, () => {
  const form = {
    ...{ from: '2026-12-10', until: '', fromTime: '', untilTime: '' },
    ...{ ja: '全国のシステムの点検', easy: 'システムの 点検', en: 'National systems are maintained' },
  }
  const add = (over: Partial<typeof form>, requestId = mintId<RequestId>()) =>
    addStop(console_, operatorId, { ...form, ...over, requestId }, now)
  const idOf = async (over: Partial<typeof form>) => {
    const outcome = await add(over)
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.wrong))
    const [newest] = await database.owner<{ id: string }[]>`
      select id from app.national_stops order by id desc limit 1`
    return newest?.id ?? ''
  }

  it('a whole day closes every municipality; whom it meets is counted; withdrawn, the day is open again', async () => {
    await factories.reservations(database.owner, tenants.minase as string, {
      ...{ state: 'confirmed', startsAt: new Date('2026-12-10T10:00:00+09:00') },
      venueId: await venueOf('minase'),
    })
    const open = await openOn('minase', '2026-12-10')
    const id = await idOf({})
    expect(await messages()).toEqual(['slots.generate ageo', 'slots.generate minase'])
    await generateAll()
    expect([await openOn('ageo', '2026-12-10'), await openOn('minase', '2026-12-10')]).toEqual([0, 0])
    expect(await nationalStops(console_, operatorId, now, id)).toMatchObject([
      { addedBy: '運用 花子', withdrawnAt: null, met: [{ tenant: '水瀬町', reservations: 1 }] },
    ])

    expect(await withdrawStop(console_, operatorId, id, now)).toMatchObject({ ok: true })
    expect(await withdrawStop(console_, operatorId, id, now)).toEqual({ ok: false, reason: 'not-in-force' })
    await generateAll()
    expect(await openOn('minase', '2026-12-10')).toBe(open)
    expect(await nationalStops(console_, operatorId, now, id)).toMatchObject([
      { withdrawnBy: '運用 花子', met: [] },
    ])
  })

  it('some hours take out the slots that they overlap, and only those', async () => {
    const starts = async () =>
      (
        await database.owner<{ at: string }[]>`
          select distinct to_char(starts_at at time zone 'Asia/Tokyo', 'HH24:MI') as at from app.slots
          where tenant_id = ${tenants.minase as string} and state = 'open'
            and (starts_at at time zone 'Asia/Tokyo')::date = '2026-12-11' order by 1`
      ).map((it) => it.at)
    const before = await starts()
    await idOf({ from: '2026-12-11', fromTime: '10:30', untilTime: '11:00' })
    await generateAll()
    // Slots of twenty minutes: 10:20 runs into the stop, 11:00 begins when it is over.
    expect(before.filter((it) => it < '12')).toContain('10:20')
    expect(await starts()).toEqual(before.filter((it) => it !== '10:20' && it !== '10:40'))
    await vi.waitFor(async () => {
      const { national } = await settings.of(tenants.minase as TenantId)
      expect(national.stops.map((it) => it.hours?.from)).toEqual(['10:30'])
    }, 3_000)
  })

  it('a form sent twice at once, and again later, announces one stop; with another day it is another', async () => {
    const requestId = mintId<RequestId>()
    const send = (from: string) => add({ from }, requestId)
    await Promise.all([send('2026-12-17'), send('2026-12-17')])
    expect(await send('2026-12-17')).toEqual({ ok: true })
    expect(await messages()).toEqual(['slots.generate ageo', 'slots.generate minase'])
    await send('2026-12-18')
    const days = await database.owner<{ day: string }[]>`
      select from_day::text as day from app.national_stops where request_id = ${requestId} order by 1`
    expect(days.map((it) => it.day)).toEqual(['2026-12-17', '2026-12-18'])
    await database.owner`delete from app.outbox`
  })

  it('a form that is wrong changes nothing', async () => {
    expect(await add({ from: '' })).toEqual({
      ok: false,
      wrong: { from: 'day-missing' },
    })
    expect(await messages()).toEqual([])
  })
})

async function venueOf(slug: string) {
  const [venue] = await database.owner<{ id: string }[]>`
    select id from app.venues where tenant_id = ${tenants[slug] as string} and active order by position limit 1`
  return venue?.id ?? ''
}
