import { type BookingDesk, otherVenueFrom } from '@madoguchi/core/booking'
import { secretHash } from '@madoguchi/core/identity'
import { policyAsOf } from '@madoguchi/core/tenancy'
import type { Cookies } from '@madoguchi/web'
import type { HeldPlace } from './app/book/hold.tsx'
import type { BookingContext } from './make-page.ts'
import { secretOf } from './resident-cookie.ts'

type Ports = { desk: Pick<BookingDesk, 'holds'>; cookies: Cookies }

/** What a visitor may do about the place that they hold, as whoever their session belongs to. */
export function heldPlace(c: BookingContext, { desk: { holds }, cookies }: Ports, now: Date): HeldPlace {
  const { tenant, settings, language } = c.var
  const { version, document } = policyAsOf(settings.policies, now)
  const { booking, holds: policy } = document
  const hash = () => secretHash(secretOf(c, cookies) ?? '')
  return {
    async take(slotId, procedure) {
      const details = {
        pickup: procedure.needsCard,
        cardStates: booking.bookableCardStates,
        otherVenueFrom: otherVenueFrom(booking, settings.national, now)?.toISOString(),
        language,
        policyVersion: version,
      }
      const taken = await holds.take(tenant.id, { secretHash: hash(), policy, slotId, details }, now)
      return taken.ok ? { hold: taken.value } : { reason: taken.reason }
    },
    look: () => holds.look(tenant.id, hash(), now),
    extend: () => holds.extend(tenant.id, { secretHash: hash(), policy }, now),
    letGo: () => holds.letGo(tenant.id, hash(), now),
    isChosen: c.req.method === 'POST' || comesFromUs(c),
  }
}

/** As the browser itself says; an old one by the page that it comes from. What is fetched ahead, nobody has pressed. */
function comesFromUs(c: BookingContext): boolean {
  if (c.req.header('sec-purpose') ?? c.req.header('purpose')) return false
  const site = c.req.header('sec-fetch-site')
  if (site) return site === 'same-origin'
  const from = c.req.header('referer')
  return from !== undefined && URL.canParse(from) && new URL(from).host === c.req.header('host')
}
