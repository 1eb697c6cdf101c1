import type { Cookies } from '@madoguchi/web'
import type { BookingContext } from './make-page.ts'

/** The cookie that holds a resident's session secret. It goes when the browser closes; the session goes before. */
const SESSION = 'resident'

/** The session secret of whoever asks: the one this answer gives, or else the one that the browser holds. */
export const secretOf = (c: BookingContext, cookies: Cookies): string | undefined =>
  c.var.givenSecret ?? cookies.read(c, SESSION)

export function giveSecret(c: BookingContext, cookies: Cookies, secret: string) {
  c.set('givenSecret', secret)
  cookies.write(c, SESSION, secret)
}

export const takeSecret = (c: BookingContext, cookies: Cookies) => cookies.remove(c, SESSION)
