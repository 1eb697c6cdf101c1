import type { JWTPayload } from 'jose'
import type { AuthContext, AuthDeps } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { isUuid } from './read-body.ts'
import { findSession, type SessionRow } from './sessions.ts'
import { findUser, isBanned, type UserRow } from './users.ts'

export type SignedIn = { claims: JWTPayload; user: UserRow; session: SessionRow }

const ADMIN_ROLES = ['service_role', 'supabase_admin']

/** The user behind the bearer token. The order of the checks is Auth's own (supabase-api.md §0.4). */
export async function requireUser(deps: AuthDeps, c: AuthContext): Promise<SignedIn> {
  const claims = await readToken(deps, c)
  if (typeof claims.sub !== 'string' || claims.sub === '') {
    throw authError(403, 'bad_jwt', 'invalid claim: missing sub claim')
  }
  if (!isUuid(claims.sub)) throw authError(400, 'bad_jwt', 'invalid claim: sub claim must be a UUID')
  const user = await findUser(deps.sql, claims.sub)
  if (!user) throw authError(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  const sessionId = String(claims.session_id ?? '')
  if (!isUuid(sessionId)) throw authError(403, 'bad_jwt', 'invalid claim: session_id claim must be a UUID')
  const session = await findSession(deps.sql, sessionId)
  if (!session || session.userId !== user.id) {
    throw authError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
  }
  if (isBanned(user)) throw authError(403, 'user_banned', 'User is banned')
  return { claims, user, session }
}

/** Lets only an admin role pass; a user's token is looked up first, so that a dead session answers as such. */
export async function requireAdmin(deps: AuthDeps, c: AuthContext): Promise<void> {
  const claims = await readToken(deps, c)
  if (claims.session_id !== undefined) {
    const { session } = await requireUser(deps, c)
    if (session.notAfter && session.notAfter.getTime() < Date.now()) {
      throw authError(403, 'session_expired', 'Session has expired')
    }
  }
  if (!ADMIN_ROLES.includes(String(claims.role))) throw authError(403, 'not_admin', 'User not allowed')
}

async function readToken(deps: AuthDeps, c: AuthContext): Promise<JWTPayload> {
  const [, token] = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (!token) throw authError(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
  try {
    return await deps.keys.verify(token)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw authError(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${reason}`)
  }
}
