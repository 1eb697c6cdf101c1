import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { JWTPayload } from 'jose'
import type { Secrets } from '../keys/secrets.ts'
import type { JwtMode, SigningKeys } from '../keys/signing-keys.ts'

type App = { fetch(request: Request, env: HttpBindings): Response | Promise<Response> }

export type EdgeDeps = { secrets: Secrets; keys: SigningKeys; mode: JwtMode; auth: App; storage: App }

/** No apikey is asked here: links in mails are opened by browsers that have none. */
const OPEN = ['/auth/v1/verify', '/auth/v1/callback', '/auth/v1/authorize', '/auth/v1/.well-known/jwks.json']

/**
 * What stands in front of a real project: it checks the apikey for Auth and turns the opaque sb_ keys into tokens.
 * The services behind it never see an sb_ key.
 */
export function createEdge(deps: EdgeDeps) {
  const { secrets, mode } = deps
  const opaque = mode === 'es256' ? [secrets.publishableKey, secrets.secretKey] : []
  const known = [secrets.anonKey, secrets.serviceRoleKey, ...opaque]
  return new Hono<{ Bindings: HttpBindings }>()
    .all('/auth/v1/*', async (c) => {
      const apikey = c.req.header('apikey') ?? c.req.query('apikey')
      const open = OPEN.includes(c.req.path)
      if (!open && !known.includes(apikey ?? ''))
        return c.json({ message: 'Invalid authentication credentials' }, 401)
      return deps.auth.fetch(await withToken(c.req.raw, apikey, deps), c.env)
    })
    .all('/storage/v1/*', async (c) =>
      deps.storage.fetch(
        await withToken(c.req.raw, c.req.header('apikey') ?? c.req.query('apikey'), deps),
        c.env,
      ),
    )
    .notFound((c) => c.json({ message: 'no Route matched with those values' }, 404))
}

/** A user's own token passes untouched; an sb_ key becomes the token of its role, a legacy key its own bearer. */
async function withToken(request: Request, apikey: string | undefined, deps: EdgeDeps): Promise<Request> {
  const authorization = request.headers.get('authorization')
  if (authorization && !authorization.startsWith('Bearer sb_')) return request
  const bearer = apikey && (await bearerFor(apikey, deps))
  if (!bearer) return request
  const headers = new Headers(request.headers)
  headers.set('authorization', `Bearer ${bearer}`)
  return new Request(request, { headers })
}

async function bearerFor(apikey: string, { secrets, keys, mode }: EdgeDeps): Promise<string> {
  if (mode === 'legacy') return apikey
  if (apikey === secrets.secretKey) return keys.sign(roleClaims('service_role'))
  if (apikey === secrets.publishableKey) return keys.sign(roleClaims('anon'))
  return apikey
}

function roleClaims(role: 'anon' | 'service_role'): JWTPayload {
  const iat = Math.floor(Date.now() / 1000)
  return { role, iss: 'supabase', iat, exp: iat + 60 }
}
