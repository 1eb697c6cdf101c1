import { Hono } from 'hono'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { runPasswordHook } from './hooks.ts'
import { passwordMatches, weaknesses } from './passwords.ts'
import { type Body, readBody, textOf } from './read-body.ts'
import { refresh } from './refresh.ts'
import { openSession } from './sessions.ts'
import { findUserByEmail, isBanned } from './users.ts'

/** POST /token: sign in with a password, or go on with a refresh token. */
export const tokenRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>().post('/token', async (c) => {
    const grantType = c.req.query('grant_type')
    if (grantType !== 'password' && grantType !== 'refresh_token') {
      throw authError(400, 'invalid_credentials', 'unsupported_grant_type')
    }
    deps.limit.check(c, 'token')
    const body = await readBody(c)
    return c.json(
      await (grantType === 'password' ? signIn(deps, body) : refresh(deps, textOf(body, 'refresh_token'))),
    )
  })

async function signIn(deps: AuthDeps, body: Body) {
  const [email, phone, password] = [textOf(body, 'email'), textOf(body, 'phone'), textOf(body, 'password')]
  if (email !== '' && phone !== '') {
    throw authError(
      400,
      'validation_failed',
      'Only an email address or phone number should be provided on login.',
    )
  }
  if (email === '' && phone === '') throw authError(400, 'validation_failed', 'missing email or phone')
  const wrong = () => authError(400, 'invalid_credentials', 'Invalid login credentials')
  const user = email === '' ? undefined : await findUserByEmail(deps.sql, email)
  if (!user || user.passwordHash === null) throw wrong()
  // Before the password is looked at: it tells a stranger that the account exists, and real Auth does so.
  if (isBanned(user)) throw authError(400, 'user_banned', 'User is banned')
  const valid = await passwordMatches(password, user.passwordHash)
  await runPasswordHook(deps, deps.sql, user.id, valid)
  if (!valid) throw wrong()
  if (!user.emailConfirmedAt) throw authError(400, 'email_not_confirmed', 'Email not confirmed')
  const session = await deps.sql.begin((tx) => openSession(deps, tx, user, 'password'))
  const weak = weaknesses(password, deps.settings)
  if (weak.length === 0) return session
  const weakPassword = { message: weak.map((w) => w.sentence).join(' '), reasons: weak.map((w) => w.reason) }
  return { ...session, weak_password: weakPassword }
}
