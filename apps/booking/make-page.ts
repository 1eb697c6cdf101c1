import type { Calendars } from '@madoguchi/core/availability'
import { type BookingDesk, mintBookingPass } from '@madoguchi/core/booking'
import {
  addressHmac,
  cardOfSession,
  endResidentSession,
  residentOf,
  secretHash,
  welcomeResident,
} from '@madoguchi/core/identity'
import { inquiryHmac } from '@madoguchi/core/issuance'
import { deviceOf, type Queues, ticketAt, ticketOfToken, ticketToken } from '@madoguchi/core/queue'
import { policyAsOf, type Tenant, type TenantSettings } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Languages } from '@madoguchi/i18n'
import {
  type Cookies,
  describeDefect,
  type Environment,
  type FormGuard,
  oneTimeNotes,
  type ShellEnv,
} from '@madoguchi/web'
import type { Context } from 'hono'
import type { BookingAnswer, Page } from './app/page/page.tsx'
import type { Challenges } from './challenges.ts'
import type { Drafts } from './drafts.ts'
import { heldPlace } from './held-place.ts'
import { giveSecret, secretOf, takeSecret } from './resident-cookie.ts'
import type { openWaitingRoom } from './waiting-room.ts'

/** What this program adds to a request on its way. */
export type Visit = { settings: TenantSettings; answer?: BookingAnswer; givenSecret?: string }
export type BookingContext = Context<ShellEnv<Tenant, Visit>>

type Ports = {
  env: Environment & { INQUIRY_PEPPER: string }
  db: Database
  calendars: Calendars
  desk: BookingDesk
  queues: Queues
  languages: Languages
  cookies: Cookies
  forms: FormGuard
  drafts: Drafts
  challenges: Challenges
  waitingRoom: ReturnType<typeof openWaitingRoom>
  clock: () => Date
  log: (event: Record<string, unknown>) => void
}

/** How long a proof lasts that was shown for a booking: else a robot would lay in a stock. */
const ONE_HOUR = 60 * 60_000

/** Makes the page of a request from what the middleware found out. Nothing is asked of the database until a page wants it. */
export function pageMaker(ports: Ports) {
  const {
    env,
    db,
    calendars,
    queues,
    languages,
    cookies,
    forms,
    drafts,
    challenges,
    waitingRoom,
    clock,
    log,
  } = ports
  const notes = oneTimeNotes(env.SIGNING_KEY, cookies)
  return (c: BookingContext): Page => {
    const { tenant, settings, language, address, requestId } = c.var
    const now = clock()
    const { version, document } = policyAsOf(settings.policies, now)
    const secret = secretOf(c, cookies)
    const url = new URL(c.req.url)
    let resident: ReturnType<Page['resident']> | undefined

    const find = () => (secret ? residentOf(db, tenant.id, secret, now) : Promise.resolve(null))
    const nobody = { role: 'resident', tenantId: tenant.id, subjectId: null } as const
    const hmacOfAddress = () => addressHmac(env.SIGNING_KEY, address)
    const held = heldPlace(c, ports, now)
    const endSession = async () => {
      if (!secret) return
      await held.letGo()
      await endResidentSession(db, tenant.id, secret, now)
    }

    return {
      now,
      requestId,
      tenant,
      settings,
      policy: document,
      policyVersion: version,
      language,
      words: wordsOf(languages, language),
      origin: `${env.PUBLIC_SCHEME}://${c.req.header('host')}`,
      path: url.pathname + url.search,
      db,
      calendar: (lane) => calendars.lane(tenant.id, lane),
      queue: (venueId) => queues.at(tenant.id, venueId),
      device: (key) => deviceOf(db, nobody, key),
      ticketToken: (id) => ticketToken(env.INQUIRY_PEPPER, tenant.id, id),
      async ticket(token) {
        const id = ticketOfToken(env.INQUIRY_PEPPER, tenant.id, token)
        return id && ticketAt(db, nobody, id)
      },
      resident() {
        resident ??= find()
        return resident
      },
      cardOfSession: async () => (secret ? cardOfSession(db, tenant.id, secret) : null),
      hadSession: secret !== undefined,
      sessionHash: secret === undefined ? null : secretHash(secret),
      leaveNote: (path, note) => notes.leave(c, tenant.id, path, note, now),
      takeNote: (path) => notes.take(c, tenant.id, path, now),
      async openSession(fresh) {
        await endSession()
        drafts.dropWithoutLetter(c, tenant.id)
        giveSecret(c, cookies, fresh)
      },
      async endSession() {
        await endSession()
        takeSecret(c, cookies)
        drafts.drop(c)
      },
      held,
      line: ports.desk.line,
      formToken: () => forms.mint(c, tenant.id),
      numberHmac: (number) => inquiryHmac(env.INQUIRY_PEPPER, tenant.id, number),
      addressHmac: hmacOfAddress,
      draft: (cardId) => drafts.read(c, tenant.id, cardId, now),
      async keepDraft(draft) {
        // Only who has typed something is given a session: else every look would leave one behind.
        if (draft.cardId === null && !(await find()))
          giveSecret(c, cookies, (await welcomeResident(db, tenant.id, now)).secret)
        drafts.keep(c, tenant.id, draft, now)
      },
      challenge: (purpose) => challenges.make(tenant.id, purpose, now),
      proves: (purpose, solution) => challenges.accept(tenant.id, purpose, solution, now),
      passFor({ requestId, provedAt }) {
        const until = new Date((provedAt ?? 0) + ONE_HOUR)
        return now < until
          ? mintBookingPass(env.SIGNING_KEY, { tenantId: tenant.id, requestId }, until)
          : null
      },
      waiting: {
        begin: (awaited) => waitingRoom.begin(c, awaited, now),
        here: () => waitingRoom.here(c, now),
        isProved: (waiting, solution) =>
          waitingRoom.isProved(c, waiting, { solution, addressHmac: hmacOfAddress() }, now),
      },
      answer: c.var.answer,
      busy: false,
      alert: (event) => log({ level: 'alert', event, tenant: tenant.slug }),
      noteDefect: (defect) => log({ level: 'error', requestId, ...describeDefect(defect) }),
    }
  }
}

const fixed = new WeakMap<Languages, Map<string, Page['words']>>()

/** The translator of a language, made once. */
function wordsOf(languages: Languages, language: Page['language']): Page['words'] {
  const known = fixed.get(languages) ?? new Map<string, Page['words']>()
  fixed.set(languages, known)
  const t = languages.t(language, 'booking')
  const words = known.get(language) ?? ((key, facts) => t(key, facts ?? {}))
  known.set(language, words)
  return words
}
