import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openTenantDirectory, openTenantSettings } from '@madoguchi/core/tenancy'
import { openDatabase } from '@madoguchi/db'
import { openLanguages } from '@madoguchi/i18n'
import { openLog, readEnvironment, serve } from '@madoguchi/web'
import { createStaffApp } from './staff-app.ts'
import { StaffEnvironment } from './staff-env.ts'

const env = readEnvironment(process.env, StaffEnvironment)
const log = openLog('staff')
const db = openDatabase(env.DATABASE_URL, { name: 'madoguchi-staff' })
const onDefect = (event: object) => log({ level: 'error', ...event })
const tenants = await openTenantDirectory(db, 'staff', { onDefect })
const residents = await openTenantDirectory(db, 'booking', { onDefect })
const settings = await openTenantSettings(db, 'staff')

const here = fileURLToPath(new URL('.', import.meta.url))
const dev =
  env.NODE_ENV === 'development'
    ? await (await import('@madoguchi/web/dev-server')).openDevServer(here, env.PORT)
    : null

const app = createStaffApp({
  env,
  db,
  tenants,
  bookingHostOf: residents.hostOf,
  settings,
  languages: openLanguages(),
  build: dev?.build ?? (await import('./build/server/index.js' as string)),
  folder: (name) => relative(process.cwd(), `${here}${name}`),
  log,
})

serve(dev ? { fetch: dev.inFrontOf(app.fetch) } : app, {
  port: env.PORT,
  host: env.HOST,
  log,
  close: async () => {
    await Promise.all([dev?.close(), tenants.close(), residents.close(), settings.close()])
    await db.close()
  },
})
