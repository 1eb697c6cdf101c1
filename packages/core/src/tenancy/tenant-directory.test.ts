import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { req } from '@madoguchi/config/req.ts'
import type { Database } from '@madoguchi/db'
import { openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantId } from '../kernel.ts'
import { announcementsAt } from './announcement.ts'
import { loadTenants } from './load-tenants.ts'
import { policyAsOf } from './policy-rules.ts'
import { readTenant, type TenantFolder } from './read-tenant.ts'
import { openTenantDirectory, type TenantDirectory } from './tenant-directory.ts'
import { openTenantSettings, type SettingsInMemory } from './tenant-settings.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const now = new Date('2026-11-20T09:00:00+09:00')

let database: TestDatabase
let booking: Database
let directory: TenantDirectory
let settings: SettingsInMemory
const defects: unknown[] = []

async function load(slug: string, change: (folder: TenantFolder) => void = () => {}) {
  const read = await readTenant(tenantsDir, slug)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  change(read.value)
  await loadTenants(database.owner, [read.value], { now })
}

beforeAll(async () => {
  database = await openTestDatabase()
  await load('ageo')
  await load('minase')
  booking = database.open('web_booking')
  directory = await openTenantDirectory(booking, 'booking', { onDefect: (it) => defects.push(it) })
  settings = await openTenantSettings(booking, 'resident')
})
afterAll(async () => {
  await Promise.all([directory?.close(), settings?.close()])
  await database.close()
})

/** Loads go out by NOTIFY; memory follows within moments. */
async function until(holds: () => Promise<boolean> | boolean) {
  for (let n = 0; n < 500; n++) {
    if (await holds()) return
    await after(20)
  }
  throw new Error('did not come to hold within 10 s')
}

describe('the municipality at a host name', () => {
  it(`is found by the exact name only ${req('1.C.6')} ${req('1.C.7')}`, () => {
    expect(directory.at('ageo.localhost')).toMatchObject({ slug: 'ageo', code: '112194', state: 'live' })
    expect(directory.at('minase.localhost')).toMatchObject({
      slug: 'minase',
      fictional: true,
      languages: ['ja', 'en'],
    })
    const unknown = [
      'localhost',
      'www.ageo.localhost',
      'ageo.localhost.',
      'AGEO.localhost',
      'ageo.localhost:3000',
      '',
    ]
    expect(unknown.map((host) => directory.at(host))).toEqual(unknown.map(() => null))
  })

  it('is another one for another program: the booking site does not answer at the staff’s address', async () => {
    expect(directory.at('staff.ageo.localhost')).toBeNull()
    const staff = await openTenantDirectory(database.open('web_staff'), 'staff')
    expect(staff.at('staff.ageo.localhost')?.slug).toBe('ageo')
    expect(staff.at('ageo.localhost')).toBeNull()
    await staff.close()
  })

  it('follows a load within moments, and lists each municipality once', async () => {
    await load('minase', ({ file }) => file.hosts.booking.push('yoyaku.minase.example.jp'))
    await until(() => directory.at('yoyaku.minase.example.jp') !== null)
    expect(
      directory
        .all()
        .map((it) => it.slug)
        .toSorted(),
    ).toEqual(['ageo', 'minase'])
    await load('minase')
    await until(() => directory.at('yoyaku.minase.example.jp') === null)
  })

  it('is left out when its profile cannot be read, and the others are not disturbed', async () => {
    await database.owner`update app.tenants set profile = '{}' where slug = 'minase'`
    await directory.refresh()
    expect(directory.at('minase.localhost')).toBeNull()
    expect(directory.at('ageo.localhost')?.slug).toBe('ageo')
    expect(defects).toContainEqual({ event: 'tenant-profile-unreadable', slug: 'minase' })
    await load('minase')
    await until(() => directory.at('minase.localhost') !== null)
  })
})

describe('a municipality’s settings', () => {
  const idOf = (host: string) => directory.at(host)?.id as TenantId

  it('are its rules, venues, lanes and announcements', async () => {
    const ageo = await settings.of(idOf('ageo.localhost'))
    expect(ageo.venues.map((it) => it.code).slice(0, 2)).toEqual(['city-hall', 'hirakata'])
    expect(ageo.venues[0]).toMatchObject({ confirmed: false, active: true, telephone: '048-000-0001' })
    expect(ageo.lanes.map((it) => it.code)).toEqual(['application', 'certificate', 'pickup'])
    expect(policyAsOf(ageo.policies, now).document.booking.opensDaysBefore).toBe(30)
    expect(announcementsAt(ageo.announcements, now).map((it) => it.code)).toEqual([
      'notices/2026-12-29-year-end',
      'notices/2026-10-01-saturday',
    ])
    expect(announcementsAt(ageo.announcements, new Date('2027-01-04T00:00:00+09:00'))).toHaveLength(1)
  })

  it('follow a load within moments, as a new version of the rules', async () => {
    const id = idOf('minase.localhost')
    const before = (await settings.of(id)).policies.length
    await load('minase', ({ file }) => {
      file.booking.opensDaysBefore = 21
    })
    await until(async () => (await settings.of(id)).policies.length === before + 1)
    const { policies } = await settings.of(id)
    expect(policyAsOf(policies, now).document.booking.opensDaysBefore).toBe(21)
  })
})
