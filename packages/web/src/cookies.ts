import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** What a cookie is called on the wire. */
export const cookieNames = (scheme: 'https' | 'http') => (name: string) =>
  scheme === 'https' ? `__Host-${name}` : name

/**
 * Cookies as security.md §5 wants them: `__Host-`, Secure, HttpOnly, SameSite=Lax, Path=/. On http (localhost only)
 * browsers refuse `__Host-` and Secure, so the name stays bare there.
 */
export function cookiesFor(scheme: 'https' | 'http') {
  const secure = scheme === 'https'
  const nameOf = cookieNames(scheme)
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const

  return {
    read: (c: Context, name: string) => getCookie(c, nameOf(name)),
    /** Without `maxAge` (seconds) it goes when the browser closes. */
    write: (c: Context, name: string, value: string, maxAge?: number) =>
      setCookie(c, nameOf(name), value, maxAge === undefined ? options : { ...options, maxAge }),
    remove: (c: Context, name: string) => deleteCookie(c, nameOf(name), options),
  }
}
export type Cookies = ReturnType<typeof cookiesFor>
