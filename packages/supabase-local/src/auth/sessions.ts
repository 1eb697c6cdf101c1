import { randomInt } from 'node:crypto'
import type { AuthDeps, Db } from './auth-deps.ts'
import { runClaimsHook } from './hooks.ts'
import { showUser } from './show-user.ts'
import { saveUser, type UserRow } from './users.ts'

export type AmrMethod = 'password' | 'otp' | 'totp'
export type Amr = { method: AmrMethod; timestamp: number }
export type SessionRow = {
  id: string
  userId: string
  factorId: string | null
  amr: Amr[]
  notAfter: Date | null
  createdAt: Date
}
export type RefreshTokenRow = {
  id: string
  token: string
  parent: string | null
  sessionId: string
  revoked: boolean
  updatedAt: Date
}

export const unixNow = () => Math.floor(Date.now() / 1000)

/** aal2 if and only if a second factor was shown in this session. */
export const aalOf = (session: SessionRow) =>
  session.amr.some(({ method }) => method === 'totp') ? 'aal2' : 'aal1'

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  const [session] = await db<SessionRow[]>`select * from auth.sessions where id = ${id}`
  return session
}

/** Opens a session after a password or a one-time code, and answers it as a grant. */
export async function openSession(deps: AuthDeps, db: Db, user: UserRow, method: AmrMethod) {
  const amr: Amr[] = [{ method, timestamp: unixNow() }]
  const [session] = await db<SessionRow[]>`
    insert into auth.sessions (user_id, amr) values (${user.id}, ${db.json(amr)}) returning *`
  if (!session) throw new Error('insert returned no row')
  const signedIn = await saveUser(db, user.id, { lastSignInAt: new Date() })
  await db`update auth.identities set last_sign_in_at = now() where user_id = ${user.id} and provider = 'email'`
  return grant(deps, db, signedIn, session, await issueRefreshToken(db, session.id, null), method)
}

/** Issues a refresh token of the legacy form: 12 characters of a–z and 0–9. */
export async function issueRefreshToken(db: Db, sessionId: string, parent: string | null): Promise<string> {
  const token = Array.from({ length: 12 }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[randomInt(36)]).join(
    '',
  )
  await db`insert into auth.refresh_tokens (token, parent, session_id) values (${token}, ${parent}, ${sessionId})`
  return token
}

/** The answer of every grant: access token, refresh token and the user. */
export async function grant(
  deps: AuthDeps,
  db: Db,
  user: UserRow,
  session: SessionRow,
  refreshToken: string,
  method: AmrMethod | 'token_refresh',
) {
  const iat = unixNow()
  const exp = iat + deps.settings.jwtExp
  const claims = {
    iss: deps.apiUrl,
    sub: user.id,
    aud: user.aud,
    exp,
    iat,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.appMetadata,
    user_metadata: user.userMetadata,
    role: user.role,
    aal: aalOf(session),
    amr: session.amr,
    session_id: session.id,
    is_anonymous: false,
  }
  return {
    access_token: await deps.keys.sign(await runClaimsHook(deps, db, user.id, claims, method)),
    token_type: 'bearer',
    expires_in: deps.settings.jwtExp,
    expires_at: exp,
    refresh_token: refreshToken,
    user: await showUser(db, user),
  }
}
