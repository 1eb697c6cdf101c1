import { Hono } from 'hono'
import type { AuthDeps, AuthEnv, Db } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { requireAdmin } from './bearer.ts'
import { issueOneTimeToken } from './one-time-tokens.ts'
import { emailOf, objectOf, readBody } from './read-body.ts'
import { redirectTarget } from './redirect-target.ts'
import { showUser } from './show-user.ts'
import { findUserByEmail, insertUser } from './users.ts'

/** POST /invite: makes an unconfirmed user and mails them; inviting again replaces the code, not the data. */
export const inviteRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>().post('/invite', async (c) => {
    await requireAdmin(deps, c)
    const body = await readBody(c)
    const email = emailOf(body)
    const redirectTo = redirectTarget(deps, c)
    // One transaction with the mail in it: an account that nobody was told of must not stay.
    const invited = await deps.sql.begin(async (tx) => {
      const issued = await issueInvitation(tx, email, objectOf(body, 'data') ?? {})
      deps.limit.countMail()
      await deps.sendMail({ to: email, purpose: 'invite', redirectTo, otp: issued.otp, hash: issued.hash })
      return showUser(tx, issued.user)
    })
    return c.json(invited)
  })

/** Finds or makes the unconfirmed user and issues their code. Throws 422 `email_exists` for a confirmed one. */
export async function issueInvitation(db: Db, email: string, data: Record<string, unknown>) {
  const known = await findUserByEmail(db, email)
  if (known?.emailConfirmedAt) {
    throw authError(422, 'email_exists', 'A user with this email address has already been registered')
  }
  const user =
    known ??
    (await insertUser(db, {
      email,
      userMetadata: data,
      appMetadata: { provider: 'email', providers: ['email'] },
    }))
  return issueOneTimeToken(db, user, 'confirmation', { invitedAt: new Date() })
}
