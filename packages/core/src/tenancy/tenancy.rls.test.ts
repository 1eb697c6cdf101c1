import type { Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type TenantId } from '../kernel.ts'
import { announcementsOf, lanesOf, policiesOf, venuesOf } from './settings.sql.ts'
import { savePolicy, saveTenant } from './tenants.sql.ts'

const here = mintId<TenantId>()
const elsewhere = mintId<TenantId>()

let database: TestDatabase
let booking: Database
let staff: Database

beforeAll(async () => {
  database = await openTestDatabase()
  booking = database.open('web_booking')
  staff = database.open('web_staff')
  for (const tenantId of [here, elsewhere]) {
    await factories.policies(database.owner, tenantId)
    await factories.venues(database.owner, tenantId)
    await factories.lanes(database.owner, tenantId)
    await factories.announcements(database.owner, tenantId)
    await factories.addressRanges(database.owner, tenantId)
  }
})
afterAll(() => database.close())

const resident = (tenantId: TenantId) => ({ role: 'resident' as const, tenantId, subjectId: null })
const officer = (tenantId: TenantId) => ({ role: 'staff' as const, tenantId, subjectId: null })

describe('a municipality’s settings behind the wall', () => {
  it.each([
    ['rules', policiesOf],
    ['venues', venuesOf],
    ['lanes', lanesOf],
    ['announcements', announcementsOf],
  ] as const)('shows its %s at home, and to nobody from another municipality', async (_what, read) => {
    expect(await booking.as(resident(here), async (tx) => (await read(tx, here)).length)).toBe(1)
    expect(await booking.as(resident(elsewhere), async (tx) => (await read(tx, here)).length)).toBe(0)
    expect(await staff.as(officer(elsewhere), async (tx) => (await read(tx, here)).length)).toBe(0)
  })

  it('names only the municipality that was entered', async () => {
    const seen = await booking.as(resident(here), (tx) => tx`select id from app.tenants`)
    expect(seen.map((it) => it.id)).toEqual([here])
  })

  it('keeps the host names and the address list from residents', async () => {
    await expect(booking.as(resident(here), (tx) => tx`select host from app.tenant_hosts`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(
      booking.as(resident(here), (tx) => tx`select range from app.address_ranges`),
    ).rejects.toThrow(/permission denied/)
    expect(await staff.as(officer(here), (tx) => tx`select tenant_id from app.address_ranges`)).toEqual([
      { tenantId: here },
    ])
  })

  it('is not written by residents or staff, at home either', async () => {
    for (const write of [
      () => staff.as(officer(here), (tx) => savePolicy(tx, here, {} as never, 'x', new Date())),
      () => booking.as(resident(here), (tx) => savePolicy(tx, here, {} as never, 'x', new Date())),
      () => staff.as(officer(here), (tx) => saveTenant(tx, 'mine', { code: '999997', profile: {} as never })),
      () =>
        staff.as(officer(here), (tx) => tx`update app.venues set active = false where tenant_id = ${here}`),
      () => staff.as(officer(here), (tx) => tx`delete from app.announcements where tenant_id = ${here}`),
    ]) {
      await expect(write()).rejects.toThrow(/permission denied/)
    }
  })
})
