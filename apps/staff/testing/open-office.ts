import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { mintSecret, type StaffRole } from '@madoguchi/core/identity'
import type { TenantId } from '@madoguchi/core/kernel'
import { loadTenants, openTenantDirectory, openTenantSettings, readTenant } from '@madoguchi/core/tenancy'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { openLanguages } from '@madoguchi/i18n'
import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { createStaffApp } from '../staff-app.ts'
import { openDesk } from './desk.ts'

const APP = join(import.meta.dirname, '..')
const ADDRESS = '127.0.0.1'
/** A megabyte is enough to be too large. */
export const UPLOAD_LIMIT = 1024 * 1024

export const keys = {
  pepper: 'pepper-of-a-test-that-nobody-else-uses',
  seal: randomBytes(32).toString('base64'),
}

/**
 * The office with the demonstration municipalities on a database of the test's own; Vite gives the pages, so that nothing
 * has to be built before.
 */
export async function openOffice() {
  const database = await openTestDatabase()
  const folders = await Promise.all(
    ['ageo', 'minase'].map((slug) => readTenant(join(APP, '../../tenants'), slug)),
  )
  const loaded = await loadTenants(
    database.owner,
    folders.flatMap((it) => (it.ok ? [it.value] : [])),
    { now: new Date(Date.now() - 24 * 60 * 60 * 1000) },
  )
  const ids = Object.fromEntries(loaded.flatMap((it) => ('id' in it && it.id ? [[it.slug, it.id]] : [])))

  const db = database.open('web_staff')
  const tenants = await openTenantDirectory(db, 'staff')
  const residents = await openTenantDirectory(db, 'booking')
  const settings = await openTenantSettings(db, 'staff')
  const vite = await createServer({
    root: APP,
    configFile: join(APP, 'vite.config.ts'),
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    logLevel: 'error',
  })
  const log: Record<string, unknown>[] = []
  const app = createStaffApp({
    env: {
      DATABASE_URL: '',
      PORT: 8081,
      HOST: ADDRESS,
      PUBLIC_SCHEME: 'http',
      SIGNING_KEY: 'a-signing-key-of-a-test-and-of-nothing-else',
      TRUSTED_PROXIES: '',
      NODE_ENV: 'test',
      SUPABASE_URL: 'http://127.0.0.1:1',
      SUPABASE_PUBLISHABLE_KEY: 'nobody signs in with a password here',
      INQUIRY_PEPPER: keys.pepper,
      SEAL_KEY: keys.seal,
      PUBLIC_BOOKING_PORT: '8080',
    },
    db,
    tenants,
    bookingHostOf: residents.hostOf,
    settings,
    languages: openLanguages(),
    uploadLimit: UPLOAD_LIMIT,
    build: (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
    folder: (name) => join(APP, name),
    log: (event) => void log.push(event),
  })

  return {
    ...database,
    log,
    tenantId: (slug: string) => ids[slug] as TenantId,
    /** The desk of an officer with these roles, who has signed in, at an address that is listed unless told otherwise. */
    async desk(slug: string, roles: readonly StaffRole[] = ['officer'], address = ADDRESS) {
      const tenantId = ids[slug] as TenantId
      const { secret, hash } = mintSecret()
      const { id: staffId } = await factories.staffMembers(database.owner, tenantId, { roles: [...roles] })
      await factories.staffSessions(database.owner, tenantId, { staffId, tokenHash: hash, address })
      return { ...openDesk(app.fetch, `staff.${slug}.localhost`, secret, address), tenantId, staffId }
    },
    async close() {
      await vite.close()
      await Promise.all([tenants.close(), residents.close(), settings.close()])
      await database.close()
    },
  }
}
export type Office = Awaited<ReturnType<typeof openOffice>>
export type Desk = Awaited<ReturnType<Office['desk']>>
