import { Hono } from 'hono'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'
import { authError, isAuthError } from './auth-error.ts'
import { takeEmailChangeLeg } from './email-change.ts'
import {
  clearOneTimeTokens,
  findOneTimeToken,
  isVerifyType,
  type OneTimeToken,
  tokenHash,
  type VerifyType,
} from './one-time-tokens.ts'
import { hashPassword, randomPassword } from './passwords.ts'
import { type Body, emailOf, readBody, textOf } from './read-body.ts'
import { redirectTarget } from './redirect-target.ts'
import { openSession } from './sessions.ts'
import { findUser, isBanned, saveEmailIdentity, saveUser, type UserRow } from './users.ts'

/** GET and POST /verify: a one-time code becomes a session. GET is what a link in a mail opens, and mail scanners too. */
export const verifyRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>()
    .post('/verify', async (c) => {
      deps.limit.check(c, 'verify')
      const { hash, type, byLink } = readRequest(await readBody(c))
      return c.json(await redeem(deps, hash, type, byLink))
    })
    .get('/verify', async (c) => {
      const target = redirectTarget(deps, c)
      try {
        deps.limit.check(c, 'verify')
        const type = c.req.query('type') ?? ''
        const hash = c.req.query('token') ?? ''
        if (!isVerifyType(type) || hash === '') {
          throw authError(400, 'validation_failed', 'Verify requires a verification type and a token')
        }
        const outcome = await redeem(deps, hash, type, true)
        return c.redirect(`${target}#${fragmentOf(outcome, type)}`, 303)
      } catch (error) {
        if (!isAuthError(error)) throw error
        const told = {
          error: 'access_denied',
          error_code: error.code,
          error_description: error.message,
          sb: '',
        }
        return c.redirect(`${target}#${new URLSearchParams(told)}`, 303)
      }
    })

function readRequest(body: Body): { hash: string; type: VerifyType; byLink: boolean } {
  const type = textOf(body, 'type')
  const [token, hash] = [textOf(body, 'token'), textOf(body, 'token_hash')]
  if (type === '') throw authError(400, 'validation_failed', 'Verify requires a verification type')
  if (!isVerifyType(type)) throw authError(400, 'validation_failed', 'Unsupported verification type')
  if ((token === '') === (hash === '')) {
    throw authError(400, 'validation_failed', 'Verify requires either a token or a token hash')
  }
  if (hash === '') return { hash: tokenHash(emailOf(body), token), type, byLink: false }
  if (textOf(body, 'email') || textOf(body, 'phone') || textOf(body, 'redirect_to')) {
    throw authError(400, 'validation_failed', 'Only the token_hash and type should be provided')
  }
  return { hash, type, byLink: true }
}

async function redeem(deps: AuthDeps, hash: string, type: VerifyType, byLink: boolean) {
  const refused = () =>
    authError(
      403,
      'otp_expired',
      byLink ? 'Email link is invalid or has expired' : 'Token has expired or is invalid',
    )
  return deps.sql.begin(async (tx) => {
    const token = await findOneTimeToken(tx, hash, type)
    const user = token && (await findUser(tx, token.userId))
    if (!token || !user) throw refused()
    if (isBanned(user)) throw authError(403, 'user_banned', 'User is banned')
    if (token.sentAt.getTime() + deps.settings.otpExp * 1000 < Date.now()) throw refused()
    const taken = await tx`delete from auth.one_time_tokens where user_id = ${user.id} and hash = ${hash}`
    // Two at once with one link: the row lock lets only the first of them see a row to delete.
    if (taken.count === 0) throw refused()
    const verified = await apply(tx, user, token)
    if (!verified) {
      return {
        msg: 'Confirmation link accepted. Please proceed to confirm link sent to the other email',
        code: '200',
      }
    }
    await clearOneTimeTokens(tx, user.id)
    return openSession(deps, tx, verified, 'otp')
  })
}

async function apply(tx: Parameters<typeof saveUser>[0], user: UserRow, token: OneTimeToken) {
  if (token.kind === 'email_change_current' || token.kind === 'email_change_new') {
    return takeEmailChangeLeg(tx, user, token.kind)
  }
  const verified = await saveUser(tx, user.id, {
    emailConfirmedAt: user.emailConfirmedAt ?? new Date(),
    userMetadata: { ...user.userMetadata, email_verified: true },
    // An invited person chooses a password later; until then nobody knows this one.
    passwordHash: user.passwordHash ?? (await hashPassword(randomPassword())),
  })
  await saveEmailIdentity(tx, verified, true)
  return verified
}

function fragmentOf(outcome: Awaited<ReturnType<typeof redeem>>, type: string): string {
  if (!('access_token' in outcome)) return String(new URLSearchParams({ message: outcome.msg, sb: '' }))
  const { access_token, expires_at, expires_in, refresh_token, token_type } = outcome
  const fields = { access_token, expires_at, expires_in, refresh_token, sb: '', token_type, type }
  return String(new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])))
}
