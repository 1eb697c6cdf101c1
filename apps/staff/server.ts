import { openTenantDirectory, openTenantSettings } from '@madoguchi/core/tenancy'
import { openDatabase } from '@madoguchi/db'
import { openLanguages } from '@madoguchi/i18n'
import { openLog, openPages, readEnvironment, serve } from '@madoguchi/web'
import { createStaffApp } from './staff-app.ts'
import { StaffEnvironment } from './staff-env.ts'

const env = readEnvironment(process.env, StaffEnvironment)
const log = openLog('staff')
const db = openDatabase(env.DATABASE_URL, { name: 'madoguchi-staff' })
const onDefect = (event: object) => log({ level: 'error', ...event })
const tenants = await openTenantDirectory(db, 'staff', { onDefect })
const residents = await openTenantDirectory(db, 'booking', { onDefect })
const settings = await openTenantSettings(db, 'staff')

const pages = await openPages(import.meta.url, env)
const app = createStaffApp({
  env,
  db,
  tenants,
  bookingHostOf: residents.hostOf,
  settings,
  languages: openLanguages(),
  build: pages.build,
  folder: pages.folder,
  log,
})

serve(
  { fetch: pages.inFrontOf(app.fetch) },
  {
    port: env.PORT,
    host: env.HOST,
    log,
    close: async () => {
      await Promise.all([pages.close(), tenants.close(), residents.close(), settings.close()])
      await db.close()
    },
  },
)
