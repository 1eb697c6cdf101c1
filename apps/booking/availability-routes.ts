import { type Calendars, type LaneCalendar, stateOf } from '@madoguchi/core/availability'
import { timeAt } from '@madoguchi/core/calendar'
import { laneOf, type Policy, policyAsOf, type Tenant } from '@madoguchi/core/tenancy'
import type { PageBuild, ShellEnv } from '@madoguchi/web'
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { Handler, Hono } from 'hono'
import {
  type AvailabilityQuery,
  availabilityPath,
  readAvailabilityQuery,
} from './app/availability/availability-query.ts'
import { availabilityView } from './app/availability/availability-view.ts'
import { withinWindow } from './app/availability/within-window.ts'
import type { Page } from './app/page/page.tsx'
import { openPageCache } from './calendar-page-cache.ts'
import type { FastLane } from './fast-lane.ts'
import type { BookingContext, Visit } from './make-page.ts'

type Env = ShellEnv<Tenant, Visit>
type Asked = AvailabilityQuery & { procedure: string }

type Ports = {
  build: PageBuild
  mode: 'development' | 'production' | 'test'
  calendars: Calendars
  /** Absent in development and where the program is asked without a socket. */
  fastLane?: FastLane | undefined
  makePage: (c: BookingContext) => Page
  /** The shell's own headers: the answer leaves ready-made. */
  headers: Record<string, string>
  pages: Handler<Env>
  clock: () => Date
}

/**
 * The free places as a page and as JSON, in front of Remix: public, the same for everyone, and asked for by thousands at
 * once. Rendered once for each calendar, language and address, then sent as it is. Moving a reservation is not public.
 */
export function availabilityRoutes(app: Hono<Env>, ports: Ports) {
  const { build, mode, calendars, fastLane, makePage, headers, pages, clock } = ports
  const answer = createRequestHandler(build as ServerBuild, mode)
  const htmlFor = openPageCache()
  const jsonFor = openPageCache()
  const sealed = (type: string) => ({
    ...headers,
    'content-type': type,
    'cache-control': 'private, max-age=1',
  })
  const [html, json] = [sealed('text/html; charset=utf-8'), sealed('application/json; charset=utf-8')]

  const asked = async (c: BookingContext) => {
    const { tenant, settings } = c.var
    const policy = policyAsOf(settings.policies, clock()).document
    const query = readAvailabilityQuery(new URL(c.req.url).searchParams, policy, settings.venues)
    const lane = query.procedure && laneOf(policy, query.procedure)
    const calendar = lane ? await calendars.lane(tenant.id, lane.code) : null
    if (!query.procedure || !calendar) return null
    return { query: withinWindow(query as Asked, calendar), policy, calendar }
  }

  const send = (c: BookingContext, calendar: LaneCalendar, text: string, headers: Record<string, string>) =>
    fastLane
      ? fastLane.keep(c.env.incoming, { tenantId: c.var.tenant.id, calendar, text, headers })
      : new Response(text, { headers })

  app.get('/availability', async (c, next) => {
    const it = await asked(c)
    if (!it || it.query.change) return pages(c, next)
    const path = availabilityPath(it.query)
    const page = await htmlFor(it.calendar, `${c.var.language} ${path}`, async () => {
      const request = new Request(new URL(path, 'http://public.invalid'))
      const rendered = await answer(request, publicPage(makePage(c), path) as unknown as AppLoadContext)
      if (!rendered.ok) throw new Error(`the page of free places answered ${rendered.status}`)
      return rendered.text()
    })
    return send(c, it.calendar, page, html)
  })

  app.get('/availability.json', async (c) => {
    const it = await asked(c)
    if (!it) return c.json({ error: 'no-such-procedure' }, 404)
    const path = availabilityPath(it.query)
    const body = await jsonFor(it.calendar, path, async () =>
      JSON.stringify(openData(it.calendar, it.query, it.policy, c.var.settings)),
    )
    return send(c, it.calendar, body, json)
  })
}

/** A page that belongs to nobody: whoever's request it was made for, nothing of theirs can get into it. */
function publicPage(page: Page, path: string): Page {
  const notHere = () => {
    throw new Error('a public page has no form and no session')
  }
  return {
    ...page,
    path,
    resident: async () => null,
    hadSession: false,
    leaveNote: notHere,
    takeNote: notHere,
    openSession: notHere,
    endSession: notHere,
    held: { take: notHere, look: notHere, extend: notHere, letGo: notHere, isChosen: false },
    formToken: notHere,
    draft: notHere,
    keepDraft: notHere,
    challenge: notHere,
    proves: notHere,
    passFor: notHere,
    waiting: { begin: notHere, here: notHere, isProved: notHere },
    addressHmac: notHere,
  }
}

/** The same as the page shows, for programs: one month of one venue, and the times (Tokyo) of a day when one is asked for. */
function openData(
  calendar: LaneCalendar,
  query: Asked,
  policy: Policy,
  settings: Parameters<typeof availabilityView>[3],
) {
  const view = availabilityView(calendar, query, policy, settings)
  const slots = calendar.slots.filter((it) => it.venueId === view.venue?.id)
  return {
    procedure: view.procedure,
    venue: view.venue && { code: view.venue.code, name: view.venue.name },
    venues: view.venues.map(({ venue, earliest }) => [venue.code, earliest ?? null]),
    month: view.month,
    months: view.months,
    asOf: calendar.asOf,
    days: view.days.map(({ date, state }) => [date, state]),
    ...(query.day && {
      times: slots
        .filter((it) => it.date === query.day)
        .map((it) => ({ slot: it.id, time: timeAt(it.startsAt), state: stateOf(it), free: it.free })),
    }),
  }
}
