import type { AuthDeps, Db } from './auth-deps.ts'
import { type AuthError, authError } from './auth-error.ts'
import { findSession, grant, issueRefreshToken, type RefreshTokenRow } from './sessions.ts'
import { findUser, isBanned } from './users.ts'

/**
 * Goes on with a session. Each use revokes the token and makes a child; a revoked one is honoured when it is the
 * direct parent of the active one (at any time), or within the reuse interval; else the whole family is revoked.
 */
export async function refresh(deps: AuthDeps, token: string) {
  if (!/^[a-z0-9]{12}$/.test(token)) throw authError(400, 'validation_failed', 'Refresh token is not valid')
  // The refusal leaves the transaction as a value: revoking the family must be committed, not rolled back.
  const outcome = await deps.sql.begin((tx) => refreshWithin(deps, tx, token))
  if ('refused' in outcome) throw outcome.refused
  return outcome.granted
}

type Outcome = { refused: AuthError } | { granted: Awaited<ReturnType<typeof grant>> }

async function refreshWithin(deps: AuthDeps, db: Db, token: string): Promise<Outcome> {
  const refuse = (code: string, message: string) => ({ refused: authError(400, code, message) })
  // One refresh of a session at a time, whichever of its tokens is shown; the token is read under that lock.
  await db`
    select from auth.sessions
    where id = (select session_id from auth.refresh_tokens where token = ${token}) for update`
  const [row] = await db<RefreshTokenRow[]>`select * from auth.refresh_tokens where token = ${token}`
  if (!row) return refuse('refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
  const session = await findSession(db, row.sessionId)
  const user = session && (await findUser(db, session.userId))
  if (!session || !user) return refuse('session_not_found', 'Invalid Refresh Token: No Valid Session Found')
  if (isBanned(user)) return refuse('user_banned', 'Invalid Refresh Token: User Banned')
  if (session.notAfter && session.notAfter.getTime() < Date.now()) {
    return refuse('session_expired', 'Invalid Refresh Token: Session Expired')
  }
  const next = await nextToken(deps, db, row)
  if (!next) return refuse('refresh_token_already_used', 'Invalid Refresh Token: Already Used')
  return { granted: await grant(deps, db, user, session, next, 'token_refresh') }
}

async function nextToken(deps: AuthDeps, db: Db, row: RefreshTokenRow): Promise<string | undefined> {
  if (row.revoked) {
    const [active] = await db<RefreshTokenRow[]>`
      select * from auth.refresh_tokens where session_id = ${row.sessionId} and not revoked order by id desc limit 1`
    if (active?.parent === row.token) return active.token
    const reusableUntil = row.updatedAt.getTime() + deps.settings.reuseInterval * 1000
    if (Date.now() > reusableUntil) {
      await revokeFamily(db, row.sessionId)
      return undefined
    }
  }
  await db`update auth.refresh_tokens set revoked = true, updated_at = clock_timestamp() where id = ${row.id}`
  return issueRefreshToken(db, row.sessionId, row.token)
}

/** Stamps the time too, as Auth does: the newest token still works for one more interval after the detection. */
async function revokeFamily(db: Db, sessionId: string) {
  await db`
    update auth.refresh_tokens set revoked = true, updated_at = clock_timestamp()
    where session_id = ${sessionId} and not revoked`
}
