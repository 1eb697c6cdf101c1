import type { MiddlewareHandler } from 'hono'
import type { StorageDeps, StorageEnv } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

/**
 * Who asks, by the role in their token. No policies are ever made here, so anon and authenticated see no row and may
 * write none; only service_role passes, as it passes row security in a real project.
 */
export type Caller = { role: string; owner: string | null }

const ANON: Caller = { role: 'anon', owner: null }

export const mayPass = (caller: Caller) => caller.role === 'service_role'

/** For routes that demand a token: 400 InvalidRequest without one, AccessDenied for a bad one. */
export const requireCaller =
  (deps: StorageDeps): MiddlewareHandler<StorageEnv> =>
  async (c, next) => {
    const header = c.req.header('authorization')
    if (!header) throw storageError('InvalidRequest', "headers must have required property 'authorization'")
    const caller = await callerOf(deps, header).catch((error: Error) => {
      throw storageError('AccessDenied', error.message)
    })
    c.set('caller', caller)
    await next()
  }

/** For reads: no token, or a bad one, counts as anon. */
export const anyCaller =
  (deps: StorageDeps): MiddlewareHandler<StorageEnv> =>
  async (c, next) => {
    const header = c.req.header('authorization')
    c.set('caller', header ? await callerOf(deps, header).catch(() => ANON) : ANON)
    await next()
  }

/** Looks at the signature and the expiry only: a signed-out or banned user's token works here until it expires. */
async function callerOf(deps: StorageDeps, header: string): Promise<Caller> {
  const claims = await deps.keys.verify(header.replace(/^Bearer\s+/i, ''))
  return { role: typeof claims.role === 'string' ? claims.role : 'anon', owner: claims.sub ?? null }
}
