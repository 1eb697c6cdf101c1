import { randomUUID } from 'node:crypto'
import { type Calendars, venuesFor } from '@madoguchi/core/availability'
import {
  type BookingDesk,
  comingDetails,
  isBookingPass,
  mayBook,
  otherVenueFrom,
  type PlaceRequest,
  whyNoneLeft,
} from '@madoguchi/core/booking'
import { isUuid, type RequestId, type SlotId } from '@madoguchi/core/kernel'
import { laneOf, type Policy, type Procedure, policyAsOf, type Tenant } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Cookies, FormGuard, ShellEnv } from '@madoguchi/web'
import type { Handler, Hono } from 'hono'
import { bookPath } from './app/book/book-path.ts'
import { typedIn } from './app/book/draft.ts'
import { readComing } from './app/book/read-coming.ts'
import { readVisitor, type Visitor } from './app/book/read-visitor.ts'
import type { BookingAnswer } from './app/page/page.tsx'
import { askDesk } from './ask-desk.ts'
import type { Drafts } from './drafts.ts'
import type { BookingContext, Visit } from './make-page.ts'

type Env = ShellEnv<Tenant, Visit>
type Ports = {
  signingKey: string
  db: Database
  calendars: Calendars
  desk: BookingDesk
  cookies: Cookies
  forms: FormGuard
  drafts: Drafts
  pages: Handler<Env>
  /** The page that says that it is busy; `again` is where the button to press is met again. */
  busyPage: (c: BookingContext, again: string) => Response | Promise<Response>
  clock: () => Date
}

/**
 * POST /book in front of Remix (ARCHITECTURE §3): policy from memory, then one round trip to the database. Taken: 303 to
 * the page that proves it. Refused: the Remix page again, with the reason and everything that was typed. Too busy: a short
 * page that asks the database nothing, and leads back to the button.
 */
export function bookRoute(app: Hono<Env>, ports: Ports) {
  const { signingKey, calendars, forms, drafts, pages, busyPage, clock } = ports
  app.post('/book', async (c, next) => {
    const { tenant, settings } = c.var
    const now = clock()
    const read = await forms.read(c, tenant.id)
    if ('problem' in read) return pages(c, next) // which refuses it as it does every form that is not ours

    const { form } = read
    const again = (answer: Omit<BookingAnswer, 'form'>) => {
      drafts.renew(c, tenant.id, form.get('requestId') ?? '', now)
      c.set('answer', { ...answer, form })
      return pages(c, next)
    }
    const done = (reservationId: string) => {
      drafts.drop(c)
      return c.redirect(`/done/${reservationId}`, 303)
    }
    const { version, document: policy } = policyAsOf(settings.policies, now)
    const [requestId, slotId] = [form.get('requestId'), form.get('slot')]
    const code = c.req.query('procedure') ?? ''
    if (!isUuid(requestId) || !isUuid(slotId)) return c.redirect('/availability', 303)

    const lane = laneOf(policy, code)
    const calendar = lane && (await calendars.lane(tenant.id, lane.code))
    const slot = calendar?.byId.get(slotId as SlotId)
    const offered = slot && venuesFor(policy, settings.venues, code).some((it) => it.id === slot.venueId)
    const allowed = mayBook(policy, code, offered ? slot : null, now)
    if (!allowed.ok) return again({ status: 409, reason: allowed.reason })

    const procedure = allowed.value
    const visitor = readVisitor(form, {
      person: !procedure.needsCard,
      languages: tenant.languages,
      now,
    })
    if (!visitor.ok) return again({ status: 422, wrong: visitor.wrong })

    // Without a letter nobody takes a place before a proof was shown; the way to it begins on the page before.
    const itsForm = { tenantId: tenant.id, requestId }
    if (!procedure.needsCard && !isBookingPass(signingKey, itsForm, form.get('pass'), now)) {
      const typed = { procedure: procedure.code, cardId: null, typed: typedIn(form), wrong: {} }
      drafts.keep(c, tenant.id, { ...typed, requestId: randomUUID() }, now)
      return c.redirect(bookPath('/book/check', procedure.code, slotId), 303)
    }

    const hold = form.get('hold')
    const outcome = await askDesk(
      c,
      ports,
      {
        requestId: requestId as RequestId,
        slotIds: [slotId as SlotId],
        places: 1,
        details: {
          ...detailsOf(c, procedure, visitor.value, policy.booking, version, now),
          ...comingDetails(readComing(form, procedure)),
          ...(isUuid(hold) && { hold }),
        },
      },
      now,
    )
    if (outcome.ok) return done(outcome.value.reservationId)
    if (outcome.reason === 'session-over') {
      drafts.renew(c, tenant.id, requestId, now)
      const here = encodeURIComponent(bookPath('/book/check', code, slotId))
      return c.redirect(`/session-over?door=letter&next=${here}`, 303)
    }
    if (outcome.reason === 'busy') {
      drafts.renew(c, tenant.id, requestId, now)
      return busyPage(c, bookPath('/book/check', code, slotId))
    }
    // Somebody else was faster, after the time was over that this one had.
    if (hold && outcome.reason === 'full') return again({ status: 409, reason: 'hold-over' })
    const reason = outcome.reason === 'full' && slot ? whyNoneLeft(slot, now) : outcome.reason
    return again({ status: 409, reason, ...(slot?.moreAt && { opensAt: slot.moreAt }) })
  })
}

const detailsOf = (
  c: BookingContext,
  procedure: Procedure,
  visitor: Visitor,
  rules: Policy['booking'],
  policyVersion: number,
  now: Date,
): PlaceRequest['details'] => ({
  procedure: procedure.code,
  pickup: procedure.needsCard,
  cardStates: rules.bookableCardStates,
  otherVenueFrom: procedure.needsCard
    ? otherVenueFrom(rules, c.var.settings.national, now)?.toISOString()
    : undefined,
  policyVersion,
  ...visitor,
  language: visitor.language ?? c.var.language,
})
