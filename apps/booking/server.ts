import { openCalendars } from '@madoguchi/core/availability'
import { openBookingDesk } from '@madoguchi/core/booking'
import { openQueues } from '@madoguchi/core/queue'
import { openTenantDirectory, openTenantSettings } from '@madoguchi/core/tenancy'
import { openDatabase } from '@madoguchi/db'
import { openLanguages } from '@madoguchi/i18n'
import { cookieNames, openLog, openPages, readEnvironment, serve } from '@madoguchi/web'
import { createBookingApp } from './booking-app.ts'
import { BOOKING_ENVIRONMENT } from './booking-environment.ts'
import { openFastLane } from './fast-lane.ts'

const env = readEnvironment(process.env, BOOKING_ENVIRONMENT)
const log = openLog('booking')
const db = openDatabase(env.DATABASE_URL, { name: 'madoguchi-booking' })
const tenants = await openTenantDirectory(db, 'booking', {
  onDefect: (event) => log({ level: 'error', ...event }),
})
const settings = await openTenantSettings(db, 'resident')
const calendars = await openCalendars(db, { settings, role: 'resident' })
const queues = await openQueues(db, { role: 'resident' })

const pages = await openPages(import.meta.url, env)
const fastLane = openFastLane(calendars, cookieNames(env.PUBLIC_SCHEME)('lang'))
const { app, endStreams } = createBookingApp({
  env,
  db,
  tenants,
  settings,
  calendars,
  queues,
  ...(env.NODE_ENV === 'development' ? {} : { fastLane }),
  desk: openBookingDesk(db, env.INQUIRY_PEPPER),
  languages: openLanguages(),
  build: pages.build,
  folder: pages.folder,
  log,
})

serve(
  { fetch: pages.inFrontOf(app.fetch), answers: fastLane.answers },
  {
    port: env.PORT,
    host: env.HOST,
    log,
    endStreams,
    close: async () => {
      await Promise.all([pages.close(), tenants.close(), settings.close(), calendars.close(), queues.close()])
      await db.close()
    },
  },
)
