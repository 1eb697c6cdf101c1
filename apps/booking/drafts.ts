import { type Cookies, sealedText } from '@madoguchi/web'
import type { Context } from 'hono'
import type { Draft } from './app/book/draft.ts'

const COOKIE = 'draft'
const TWENTY_MINUTES = 20 * 60_000

/**
 * Keeps a draft in the resident's own browser, sealed, for as long as a session lasts without a page: no copy of the
 * program has to remember it, no address holds it, and nobody who finds the browser's files can read it.
 */
export function openDrafts(signingKey: string, cookies: Cookies) {
  const { seal, open } = sealedText(signingKey, 'booking draft')

  const found = (c: Context, tenantId: string): { draft: Draft; at: number } | null => {
    const sealed = cookies.read(c, COOKIE)
    const text = sealed ? open(tenantId, sealed) : null
    return text === null ? null : JSON.parse(text)
  }
  const keep = (c: Context, tenantId: string, draft: Draft, now: Date) =>
    cookies.write(c, COOKIE, seal(tenantId, JSON.stringify({ draft, at: now.getTime() })))

  return {
    keep,
    read(c: Context, tenantId: string, now: Date): Draft | null {
      const it = found(c, tenantId)
      return it && now.getTime() - it.at < TWENTY_MINUTES ? it.draft : null
    },
    /** Makes it last again, also when its time was over: the browser has just sent the very form that was made from it. */
    renew(c: Context, tenantId: string, requestId: string, now: Date) {
      const it = found(c, tenantId)
      if (it?.draft.requestId === requestId) keep(c, tenantId, it.draft, now)
    },
    drop(c: Context) {
      if (cookies.read(c, COOKIE) !== undefined) cookies.remove(c, COOKIE)
    },
  }
}
export type Drafts = ReturnType<typeof openDrafts>
