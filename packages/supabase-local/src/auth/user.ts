import { Hono } from 'hono'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { requireUser, type SignedIn } from './bearer.ts'
import { startEmailChange } from './email-change.ts'
import { clearOneTimeTokens } from './one-time-tokens.ts'
import { checkStrength, hashPassword, passwordMatches } from './passwords.ts'
import { type Body, emailOf, mergeMetadata, objectOf, readBody, textOf } from './read-body.ts'
import { redirectTarget } from './redirect-target.ts'
import { aalOf } from './sessions.ts'
import { showUser } from './show-user.ts'
import { findUserByEmail, saveUser } from './users.ts'

/** GET and PUT /user: what a signed-in person sees and changes of their own account. */
export const userRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>()
    .get('/user', async (c) => {
      const { user, claims } = await requireUser(deps, c)
      const audience = c.req.header('x-jwt-aud')
      if (audience && audience !== claims.aud) {
        throw authError(400, 'validation_failed', "Token audience doesn't match request audience")
      }
      return c.json(await showUser(deps.sql, user))
    })
    .put('/user', async (c) => {
      const signedIn = await requireUser(deps, c)
      deps.limit.check(c, 'user')
      return c.json(await changeUser(deps, signedIn, await readBody(c), redirectTarget(deps, c)))
    })

/** The order of these checks is Auth's; a page that tests for one error may meet the one before it. */
async function changeUser(deps: AuthDeps, { user, session }: SignedIn, body: Body, redirectTo: string) {
  const email = textOf(body, 'email') === '' ? user.email : emailOf(body)
  const emailChanges = email !== user.email
  const password =
    body.password === undefined || body.password === null ? undefined : textOf(body, 'password')
  const data = objectOf(body, 'data')
  if (password !== undefined) checkStrength(password, deps.settings)
  if (objectOf(body, 'app_metadata'))
    throw authError(403, 'not_admin', 'Updating app_metadata requires admin privileges')
  const [factor] = await deps.sql`select from auth.factors where user_id = ${user.id} and status = 'verified'`
  if (factor && aalOf(session) !== 'aal2' && (password !== undefined || emailChanges)) {
    throw authError(
      401,
      'insufficient_aal',
      'AAL2 session is required to update email or password when MFA is enabled.',
    )
  }
  if (emailChanges && email !== null && (await findUserByEmail(deps.sql, email))) {
    throw authError(422, 'email_exists', 'A user with this email address has already been registered')
  }
  if (password !== undefined && (await passwordMatches(password, user.passwordHash))) {
    throw authError(422, 'same_password', 'New password should be different from the old password.')
  }
  const passwordHash = password === undefined ? undefined : await hashPassword(password)
  return deps.sql.begin(async (tx) => {
    if (passwordHash) {
      await clearOneTimeTokens(tx, user.id)
      await tx`delete from auth.sessions where user_id = ${user.id} and id <> ${session.id}`
    }
    const saved = await saveUser(tx, user.id, {
      ...(passwordHash && { passwordHash }),
      ...(data && { userMetadata: mergeMetadata(user.userMetadata, data) }),
    })
    if (!emailChanges || email === null) return showUser(tx, saved)
    return showUser(tx, await startEmailChange(deps, tx, saved, email, redirectTo))
  })
}
