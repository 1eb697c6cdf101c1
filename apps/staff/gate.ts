import { staffAtTheGate } from '@madoguchi/core/identity'
import type { Database } from '@madoguchi/db'
import { type Cookies, plainPage } from '@madoguchi/web'
import type { TFunction } from 'i18next'
import type { StaffHandler } from './staff-env.ts'

/** The cookie of an officer's session. */
export const SESSION = 'staff'

const OPEN = ['/sign-in', '/signed-out']

/**
 * Asked on every request, not only at sign-in (security.md §1.1). From an address that is not listed nothing is shown, not
 * even the sign-in page; without a session every page leads there.
 */
export const gate =
  ({ db, cookies, t }: { db: Database; cookies: Cookies; t: TFunction }): StaffHandler =>
  async (c, next) => {
    const { address, tenant } = c.var
    const secret = cookies.read(c, SESSION) ?? null
    const unattended = c.req.path.endsWith('.data') || c.req.query('auto') !== undefined
    const at = await staffAtTheGate(db, tenant.id, { secret, address, now: new Date(), unattended })
    if (!at.listed) return c.html(wrongNetwork(t, address), 403)

    c.set('staff', at.staff)
    if (at.staff || OPEN.includes(c.req.path.replace(/\.data$/, ''))) return next()
    if (c.req.path.endsWith('.data')) {
      // A script asks: Remix has to say it in its own way, or the page would show an error instead of the gate.
      c.req.raw = new Request(new URL('/signed-out.data', c.req.url), c.req.raw)
      return next()
    }
    return c.redirect(`/sign-in${nextPage(c.req.method, c.req.path)}`, 303)
  }

/** Where to go once signed in. Ids and dates are all that our addresses hold. */
const nextPage = (method: string, path: string) =>
  method === 'GET' && path !== '/' ? `?next=${encodeURIComponent(path)}` : ''

const wrongNetwork = (t: TFunction, address: string) =>
  plainPage({
    lang: 'ja',
    title: t('wrong-network.title'),
    paragraphs: [t('wrong-network.body'), t('wrong-network.next')],
    reference: t('wrong-network.address', { address }),
  })
