import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import type { Cookies } from './cookies.ts'

export type FormProblem = 'wrong-origin' | 'no-cookie' | 'wrong-token' | 'wrong-type' | 'too-large'

const COOKIE = 'form'
const LIMIT = 256 * 1024

/**
 * Cross-site request forgery is stopped twice (IPA 6): the Origin must be exactly the host that was asked, and the form
 * must carry a token that only a page of ours could have been given. Covers every body, JSON and Remix data routes too.
 */
export function formGuard(signingKey: string, scheme: 'https' | 'http', cookies: Cookies) {
  const tokenFor = (secret: string, tenantId: string) =>
    createHmac('sha256', signingKey).update(`form|${tenantId}|${secret}`).digest('base64url')

  const sameText = (a: string, b: string) => {
    const [one, other] = [Buffer.from(a), Buffer.from(b)]
    // Bytes, not letters: a token of other letters than ours would make the comparison throw.
    return one.length === other.length && timingSafeEqual(one, other)
  }

  return {
    /** The token for the forms of this page; sets the browser's half when it has none yet. */
    mint(c: Context, tenantId: string): string {
      let secret = cookies.read(c, COOKIE)
      if (!secret || secret.length < 22) {
        secret = randomBytes(18).toString('base64url')
        cookies.write(c, COOKIE, secret)
      }
      return tokenFor(secret, tenantId)
    },

    /** Is this Origin ours? A missing Origin passes only when the browser itself says the request is same-origin. */
    originIsOurs(c: Context): boolean {
      const origin = c.req.header('origin')
      if (origin) return origin === `${scheme}://${c.req.header('host')}`
      return c.req.header('sec-fetch-site') === 'same-origin'
    },

    tokenIsOurs(c: Context, tenantId: string, token: string | null | undefined): FormProblem | null {
      const secret = cookies.read(c, COOKIE)
      if (!secret) return 'no-cookie'
      return token && sameText(token, tokenFor(secret, tenantId)) ? null : 'wrong-token'
    },

    /** Reads a urlencoded form whose origin and token are ours; anything else is a problem. */
    async read(
      c: Context,
      tenantId: string,
    ): Promise<{ form: URLSearchParams; text: string } | { problem: FormProblem }> {
      if (!this.originIsOurs(c)) return { problem: 'wrong-origin' }
      if (!c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
        return { problem: 'wrong-type' }
      const text = await readText(c)
      if (text === null) return { problem: 'too-large' }
      const form = new URLSearchParams(text)
      const problem = this.tokenIsOurs(c, tenantId, form.get('formToken'))
      return problem ? { problem } : { form, text }
    },
  }
}
export type FormGuard = ReturnType<typeof formGuard>

/** The body as text; null when it is larger than the limit, of which no more than that is read. */
async function readText(c: Context): Promise<string | null> {
  const length = c.req.header('content-length')
  // Node reads no more than the length that was said. Without one (chunked) the bytes are counted as they come.
  if (length !== undefined) return Number(length) <= LIMIT ? c.req.text() : null
  const counted = COUNTED.get(c.req) ?? countedText(c.req.raw.body)
  COUNTED.set(c.req, counted)
  return counted
}

/** A route of the app may read a form before it hands it on to the pages, and a stream can be read once. */
const COUNTED = new WeakMap<Context['req'], Promise<string | null>>()

async function countedText(body: ReadableStream<Uint8Array> | null): Promise<string | null> {
  const reader = body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done) return Buffer.concat(chunks).toString()
    size += value.length
    // Not cancelled: that would close the connection before our answer is sent. The server drops what is left.
    if (size > LIMIT) return null
    chunks.push(value)
  }
}
