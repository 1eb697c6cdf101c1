import { Hono } from 'hono'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'
import { checkFrequency, issueOneTimeToken } from './one-time-tokens.ts'
import { emailOf, readBody } from './read-body.ts'
import { redirectTarget } from './redirect-target.ts'
import { findUserByEmail } from './users.ts'

/**
 * POST /recover: mails a recovery link, and answers `{}` for unknown addresses too. Only a known one can meet 429,
 * which tells them apart: the product must flatten that.
 */
export const recoverRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>().post('/recover', async (c) => {
    deps.limit.check(c, 'recover')
    const email = emailOf(await readBody(c))
    const redirectTo = redirectTarget(deps, c)
    const user = await findUserByEmail(deps.sql, email)
    if (!user) return c.json({})
    checkFrequency(user.recoverySentAt, deps.settings.maxFrequency)
    deps.limit.countMail()
    await deps.sql.begin(async (tx) => {
      const { otp, hash } = await issueOneTimeToken(tx, user, 'recovery')
      await deps.sendMail({ to: email, purpose: 'recovery', redirectTo, otp, hash })
    })
    return c.json({})
  })
