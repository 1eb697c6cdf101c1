import type { Calendars } from '@madoguchi/core/availability'
import type { BookingDesk } from '@madoguchi/core/booking'
import type { Queues } from '@madoguchi/core/queue'
import type { SettingsInMemory, Tenant, TenantDirectory } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Languages } from '@madoguchi/i18n'
import { createShell, type Environment, type PageBuild, remixHandler } from '@madoguchi/web'
import type { AppLoadContext } from '@remix-run/node'
import { availabilityRoutes } from './availability-routes.ts'
import { bookRoute } from './book-route.ts'
import type { BookingEnvironment } from './booking-environment.ts'
import { openChallenges } from './challenges.ts'
import { openDrafts } from './drafts.ts'
import { errorPageIn } from './error-page-in.ts'
import type { FastLane } from './fast-lane.ts'
import { liveRoutes } from './live-routes.ts'
import { type BookingContext, pageMaker, type Visit } from './make-page.ts'
import { openWaitingRoom } from './waiting-room.ts'

export type BookingAppOptions = {
  env: Environment & BookingEnvironment
  db: Database
  tenants: Pick<TenantDirectory, 'at'>
  settings: SettingsInMemory
  calendars: Calendars
  queues: Queues
  fastLane?: FastLane
  desk: BookingDesk
  languages: Languages
  build: PageBuild
  /** A folder of this app, relative to the working directory. */
  folder: (name: string) => string
  log: (event: Record<string, unknown>) => void
  clock?: () => Date
}

/** The residents' site: the shell, what must be fast, what stays open, and the pages. Read it top to bottom. */
export function createBookingApp(options: BookingAppOptions) {
  const { env, db, tenants, settings, languages, build, folder, log, clock = () => new Date() } = options
  const errorPage = errorPageIn(languages)
  const { app, cookies, forms, headers } = createShell<Tenant, Visit>({
    scheme: env.PUBLIC_SCHEME,
    signingKey: env.SIGNING_KEY,
    trustedProxies: env.TRUSTED_PROXIES,
    tenantAt: tenants.at,
    clientFolder: folder('build/client'),
    tenantsFolder: folder('../../tenants'),
    hydrates: false,
    ready: db.ping,
    errorPage,
    log,
    development: env.NODE_ENV === 'development',
  })
  const drafts = openDrafts(env.SIGNING_KEY, cookies)
  const { SIGNING_KEY: signingKey, PROOF_WORK: work, PROOF_WAIT_SECONDS: seconds } = env
  const challenges = openChallenges({ signingKey, work }, db)
  const waitingRoom = openWaitingRoom({ signingKey, seconds }, { db, cookies, challenges })
  const makePage = pageMaker({ ...options, clock, cookies, forms, drafts, challenges, waitingRoom })
  const mode = env.NODE_ENV
  const pages = remixHandler<Tenant, Visit>({
    build,
    mode,
    forms,
    refuse: (c) => errorPage(c, 403, c.var.requestId),
    context: (c) => makePage(c) as unknown as AppLoadContext,
  })

  app.use(async (c, next) => {
    c.set('settings', await settings.of(c.var.tenant.id))
    await next()
  })
  availabilityRoutes(app, { ...options, mode, clock, makePage, pages, headers: headers() })
  const live = liveRoutes(app, options.queues)
  const busyPage = (c: BookingContext, again: string) => errorPage(c, 503, c.var.requestId, again)
  bookRoute(app, { ...options, signingKey, clock, cookies, forms, drafts, pages, busyPage })

  // Nothing of ours runs in a browser, so nobody needs Remix' own addresses.
  app.all('/__manifest', (c) => c.notFound())
  app.all('/:path{.+\\.data}', (c) => c.notFound())
  app.all('*', pages)
  return { app, endStreams: live.end }
}
