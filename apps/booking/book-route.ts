import { type Calendars, venuesFor } from '@madoguchi/core/availability'
import { type BookingDesk, mayBook, type PlaceRequest } from '@madoguchi/core/booking'
import { secretHash, welcomeResident } from '@madoguchi/core/identity'
import { isUuid, type RequestId, type SlotId } from '@madoguchi/core/kernel'
import { laneOf, type Procedure, policyAsOf, type Tenant } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Cookies, FormGuard, ShellEnv } from '@madoguchi/web'
import type { Handler, Hono } from 'hono'
import { readVisitor, type Visitor } from './app/book/read-visitor.ts'
import type { BookingAnswer } from './app/page/page.tsx'
import { type BookingContext, SESSION, type Visit } from './make-page.ts'

type Env = ShellEnv<Tenant, Visit>
type Ports = {
  db: Database
  calendars: Calendars
  desk: BookingDesk
  cookies: Cookies
  forms: FormGuard
  pages: Handler<Env>
  clock: () => Date
}

/**
 * POST /book in front of Remix (ARCHITECTURE §3): policy from memory, then one round trip to the database. Taken: 303 to
 * the page that proves it. Refused: the Remix page again, with the reason and everything that was typed.
 */
export function bookRoute(app: Hono<Env>, { db, calendars, desk, cookies, forms, pages, clock }: Ports) {
  app.post('/book', async (c, next) => {
    const { tenant, settings } = c.var
    const read = await forms.read(c, tenant.id)
    if ('problem' in read) return pages(c, next) // which refuses it as it does every form that is not ours

    const { form } = read
    const again = (answer: Omit<BookingAnswer, 'form'>) => {
      c.set('answer', { ...answer, form })
      return pages(c, next)
    }
    const now = clock()
    const { version, document: policy } = policyAsOf(settings.policies, now)
    const [requestId, slotId] = [form.get('requestId'), form.get('slot')]
    const code = c.req.query('procedure') ?? ''
    if (!isUuid(requestId)) return c.redirect('/availability', 303)
    if (!isUuid(slotId)) return again({ status: 422, wrong: { slot: 'slot-missing' } })

    const lane = laneOf(policy, code)
    const calendar = lane && (await calendars.lane(tenant.id, lane.code))
    const slot = calendar?.byId.get(slotId as SlotId)
    const offered = slot && venuesFor(policy, settings.venues, code).some((it) => it.id === slot.venueId)
    const allowed = mayBook(policy, code, offered ? slot : null, now)
    if (!allowed.ok) return again({ status: 409, reason: allowed.reason })

    const procedure = allowed.value
    const visitor = readVisitor(form, { person: !procedure.needsCard, now })
    if (!visitor.ok) return again({ status: 422, wrong: visitor.wrong })

    const ask = (secret: string): Promise<Awaited<ReturnType<BookingDesk['take']>>> =>
      desk.take(
        tenant.id,
        {
          requestId: requestId as RequestId,
          secretHash: secretHash(secret),
          slotIds: [slotId as SlotId],
          places: 1,
          details: detailsOf(c, procedure, visitor.value, policy.booking.bookableCardStates, version),
        },
        now,
      )
    let outcome = await ask(cookies.read(c, SESSION) ?? '')
    if (!outcome.ok && outcome.reason === 'session-over' && !procedure.needsCard) {
      // Without a letter a session proves nothing: a fresh one saves what was typed.
      const { secret } = await welcomeResident(db, tenant.id, now)
      cookies.write(c, SESSION, secret)
      outcome = await ask(secret)
    }
    if (outcome.ok) return c.redirect(`/done/${outcome.value.reservationId}`, 303)
    if (outcome.reason === 'session-over') {
      const here = encodeURIComponent(`/book?procedure=${code}&slot=${slotId}`)
      return c.redirect(`/session-over?door=letter&next=${here}`, 303)
    }
    return again({ status: 409, reason: outcome.reason })
  })
}

const detailsOf = (
  c: BookingContext,
  procedure: Procedure,
  visitor: Visitor,
  cardStates: readonly string[],
  policyVersion: number,
): PlaceRequest['details'] => ({
  procedure: procedure.code,
  pickup: procedure.needsCard,
  cardStates,
  language: c.var.language,
  policyVersion,
  ...visitor,
})
