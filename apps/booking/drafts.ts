import { secretHash } from '@madoguchi/core/identity'
import { type Cookies, sealedText } from '@madoguchi/web'
import type { Draft } from './app/book/draft.ts'
import type { BookingContext } from './make-page.ts'
import { secretOf } from './resident-cookie.ts'

const COOKIE = 'draft'
const TWENTY_MINUTES = 20 * 60_000

/** `session`: the hash of the secret of the session in which it was typed. */
type Kept = { draft: Draft; at: number; session: string }

/**
 * Keeps a draft in the resident's own browser, sealed, for as long as a session lasts without a page: no copy of the
 * program has to remember it, no address holds it, and nobody who finds the browser's files can read it. It is shown to
 * whoever typed it: to the owner of the card, or without a letter in the session in which it was typed.
 */
export function openDrafts(signingKey: string, cookies: Cookies) {
  const { seal, open } = sealedText(signingKey, 'booking draft')

  const sessionOf = (c: BookingContext) => secretHash(secretOf(c, cookies) ?? '').toString('base64url')
  const found = (c: BookingContext, tenantId: string): Kept | null => {
    const sealed = cookies.read(c, COOKIE)
    const text = sealed ? open(tenantId, sealed) : null
    return text === null ? null : JSON.parse(text)
  }
  const keep = (c: BookingContext, tenantId: string, draft: Draft, now: Date) => {
    const kept: Kept = { draft, at: now.getTime(), session: sessionOf(c) }
    cookies.write(c, COOKIE, seal(tenantId, JSON.stringify(kept)))
  }

  return {
    keep,
    read(c: BookingContext, tenantId: string, cardId: string | null, now: Date): Draft | null {
      const it = found(c, tenantId)
      if (!it || it.draft.cardId !== cardId || now.getTime() - it.at >= TWENTY_MINUTES) return null
      return cardId !== null || it.session === sessionOf(c) ? it.draft : null
    },
    /**
     * Makes it last again, in the session that this answer gives, also when its time was over: the browser has just sent
     * the very form that was made from it.
     */
    renew(c: BookingContext, tenantId: string, requestId: string, now: Date) {
      const it = found(c, tenantId)
      if (it?.draft.requestId === requestId) keep(c, tenantId, it.draft, now)
    },
    drop(c: BookingContext) {
      if (cookies.read(c, COOKIE) !== undefined) cookies.remove(c, COOKIE)
    },
    /** Whoever has just said who they are finds nothing of whoever typed before without a letter. */
    dropWithoutLetter(c: BookingContext, tenantId: string) {
      if (found(c, tenantId)?.draft.cardId === null) cookies.remove(c, COOKIE)
    },
  }
}
export type Drafts = ReturnType<typeof openDrafts>
