import type { Context } from 'hono'
import type { Cookies } from './cookies.ts'
import { sealedText } from './sealed-text.ts'

const COOKIE = 'note'
const TEN_MINUTES = 10 * 60
/** A browser keeps no cookie above 4096 bytes, its name included. */
const LONGEST = 4000

/**
 * What a page shows after a redirect, so that a refused form leaves no POST in the browser's history and nothing personal
 * in an address: sealed in a cookie that no script can read, bound to one municipality and one page, gone with the first
 * look at it or after ten minutes. What is too large is not kept.
 */
export function oneTimeNotes(signingKey: string, cookies: Cookies) {
  const { seal, open } = sealedText(signingKey, 'one-time note')

  return {
    leave(c: Context, tenantId: string, page: string, note: object, now: Date): void {
      const until = now.getTime() + TEN_MINUTES * 1000
      const sealed = seal(`${tenantId} ${page}`, JSON.stringify({ until, note }))
      if (sealed.length <= LONGEST) cookies.write(c, COOKIE, sealed, TEN_MINUTES)
    },

    /** The note that was left for this page, or null; it can be taken once. */
    take(c: Context, tenantId: string, page: string, now: Date): object | null {
      const sealed = cookies.read(c, COOKIE)
      if (sealed === undefined) return null
      cookies.remove(c, COOKIE)
      const text = open(`${tenantId} ${page}`, sealed)
      const { until, note } = text ? JSON.parse(text) : { until: 0, note: null }
      return now.getTime() < until ? note : null
    },
  }
}
