import { join } from 'node:path'
import { generateSlots, openCalendars } from '@madoguchi/core/availability'
import { openBookingDesk } from '@madoguchi/core/booking'
import {
  formatInquiryNumber,
  inquiryHmac,
  kanaSearchKey,
  nameSearchKey,
  readInquiryNumber,
} from '@madoguchi/core/issuance'
import type { TenantId } from '@madoguchi/core/kernel'
import { openQueues } from '@madoguchi/core/queue'
import { loadTenants, openTenantDirectory, openTenantSettings, readTenant } from '@madoguchi/core/tenancy'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { openLanguages } from '@madoguchi/i18n'
import type { ServerBuild } from '@remix-run/node'
import { createServer } from 'vite'
import { createBookingApp } from '../booking-app.ts'
import { openVisitor } from './visitor.ts'

const APP = join(import.meta.dirname, '..')
export const PEPPER = 'pepper-of-a-test-that-nobody-else-uses'

/** The letter of a fictional person; its number is right by its check character. */
export type Letter = { cardId: string; number: string; birthDate: string; name: string }

/**
 * The residents' site with the demonstration municipalities on a database of the test's own. `at` is the clock, which the
 * test may move; Vite gives the pages, so that nothing has to be built before.
 */
export async function openSite(at: Date) {
  const database = await openTestDatabase()
  const folders = await Promise.all(
    ['ageo', 'minase'].map((slug) => readTenant(join(APP, '../../tenants'), slug)),
  )
  const loaded = await loadTenants(
    database.owner,
    folders.flatMap((it) => (it.ok ? [it.value] : [])),
    { now: new Date(at.getTime() - 24 * 60 * 60 * 1000) },
  )
  const ids = Object.fromEntries(loaded.flatMap((it) => ('id' in it && it.id ? [[it.slug, it.id]] : [])))
  const machine = database.open('web_api')
  for (const id of Object.values(ids)) await generateSlots(machine, id as TenantId, at)

  const clock = { now: at }
  const db = database.open('web_booking')
  const tenants = await openTenantDirectory(db, 'booking')
  const settings = await openTenantSettings(db, 'resident')
  const calendars = await openCalendars(db, { settings, role: 'resident', clock: () => clock.now })
  const queues = await openQueues(db, { role: 'resident', clock: () => clock.now })
  const vite = await createServer({
    root: APP,
    configFile: join(APP, 'vite.config.ts'),
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    logLevel: 'error',
  })
  const log: Record<string, unknown>[] = []
  const { app } = createBookingApp({
    env: {
      DATABASE_URL: '',
      PORT: 8080,
      HOST: '127.0.0.1',
      PUBLIC_SCHEME: 'http',
      SIGNING_KEY: 'a-signing-key-of-a-test-and-of-nothing-else',
      TRUSTED_PROXIES: '',
      NODE_ENV: 'test',
      PROOF_WORK: 2,
      PROOF_WAIT_SECONDS: 10,
      INQUIRY_PEPPER: PEPPER,
    },
    db,
    tenants,
    settings,
    calendars,
    queues,
    desk: openBookingDesk(db, 'key'),
    languages: openLanguages(),
    build: (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
    folder: (name) => join(APP, name),
    log: (event) => void log.push(event),
    clock: () => clock.now,
  })

  const idOf = (slug: string) => ids[slug] as TenantId
  return {
    ...database,
    app,
    clock,
    log,
    tenantId: idOf,
    visitor: (host = 'ageo.localhost', language = 'ja', address?: string) =>
      openVisitor(app.fetch, host, language, address),
    /** A card at a municipality in a state, with the letter that its owner holds. */
    async letter(
      slug: string,
      number: string,
      over: { state?: string; stateSince?: Date; birthDate?: string } = {},
    ): Promise<Letter> {
      const tenantId = idOf(slug)
      const read = readInquiryNumber(number)
      if (!read.ok) throw new Error(`not an inquiry number: ${number}`)
      const [venue] = await database.owner<{ id: string }[]>`
        select id from app.venues where tenant_id = ${tenantId} and active order by position limit 1`
      const { birthDate = '1980-04-01', ...card } = over
      const { id: cardId } = await factories.cards(database.owner, tenantId, {
        state: 'notified',
        stateSince: at,
        venueId: venue!.id,
        ...card,
      })
      const name = '試験 花子'
      await factories.cardPeople(database.owner, tenantId, {
        cardId,
        name,
        nameKey: nameSearchKey(name),
        kanaKey: kanaSearchKey('シケン ハナコ'),
        birthDate,
      })
      await factories.inquiryNumbers(database.owner, tenantId, {
        cardId,
        numberHmac: inquiryHmac(PEPPER, tenantId, read.value),
      })
      return { cardId, number: formatInquiryNumber(read.value), birthDate, name }
    },
    async close() {
      await vite.close()
      await Promise.all([tenants.close(), settings.close(), calendars.close(), queues.close()])
      await database.close()
    },
  }
}
export type Site = Awaited<ReturnType<typeof openSite>>
