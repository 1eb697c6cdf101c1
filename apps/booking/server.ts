import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openCalendars } from '@madoguchi/core/availability'
import { openBookingDesk } from '@madoguchi/core/booking'
import { openTenantDirectory, openTenantSettings } from '@madoguchi/core/tenancy'
import { openDatabase } from '@madoguchi/db'
import { openLanguages } from '@madoguchi/i18n'
import { cookieNames, openLog, readEnvironment, serve } from '@madoguchi/web'
import { z } from 'zod'
import { createBookingApp } from './booking-app.ts'
import { openFastLane } from './fast-lane.ts'

const env = readEnvironment(process.env, { INQUIRY_PEPPER: z.string().min(32) })
const log = openLog('booking')
const db = openDatabase(env.DATABASE_URL, { name: 'madoguchi-booking' })
const tenants = await openTenantDirectory(db, 'booking', {
  onDefect: (event) => log({ level: 'error', ...event }),
})
const settings = await openTenantSettings(db, 'resident')
const calendars = await openCalendars(db, { settings, role: 'resident' })

const here = fileURLToPath(new URL('.', import.meta.url))
const dev =
  env.NODE_ENV === 'development'
    ? await (await import('@madoguchi/web/dev-server')).openDevServer(here, env.PORT)
    : null

const fastLane = openFastLane(calendars, cookieNames(env.PUBLIC_SCHEME)('lang'))
const app = createBookingApp({
  env,
  db,
  tenants,
  settings,
  calendars,
  ...(dev ? {} : { fastLane }),
  desk: openBookingDesk(db, env.INQUIRY_PEPPER),
  languages: openLanguages(),
  build: dev?.build ?? (await import('./build/server/index.js' as string)),
  folder: (name) => relative(process.cwd(), `${here}${name}`),
  log,
})

serve(
  { fetch: dev ? dev.inFrontOf(app.fetch) : app.fetch, answers: fastLane.answers },
  {
    port: env.PORT,
    host: env.HOST,
    log,
    close: async () => {
      await Promise.all([dev?.close(), tenants.close(), settings.close(), calendars.close()])
      await db.close()
    },
  },
)
