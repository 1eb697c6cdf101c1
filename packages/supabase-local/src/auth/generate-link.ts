import { Hono } from 'hono'
import type { AuthDeps, AuthEnv, Db } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { requireAdmin } from './bearer.ts'
import { issueInvitation } from './invite.ts'
import { actionLink } from './mailer.ts'
import { issueOneTimeToken } from './one-time-tokens.ts'
import { checkStrength, hashPassword, randomPassword } from './passwords.ts'
import { type Body, emailOf, objectOf, readBody, textOf } from './read-body.ts'
import { redirectTarget } from './redirect-target.ts'
import { showUser } from './show-user.ts'
import { findUserByEmail, insertUser, saveUser } from './users.ts'

const TYPES = [
  'signup',
  'invite',
  'magiclink',
  'recovery',
  'email_change_current',
  'email_change_new',
] as const
type LinkType = (typeof TYPES)[number]

/** POST /admin/generate_link: as /invite or /recover, but sends nothing: the caller gets the code and mails it. */
export const generateLinkRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>().post('/admin/generate_link', async (c) => {
    await requireAdmin(deps, c)
    const body = await readBody(c)
    const asked = TYPES.find((type) => type === textOf(body, 'type'))
    if (!asked) throw authError(400, 'validation_failed', 'Invalid email action link type requested')
    const email = emailOf(body)
    const redirectTo = redirectTarget(deps, c, textOf(body, 'redirect_to') || c.req.query('redirect_to'))
    const link = await deps.sql.begin(async (tx) => {
      const { type, issued } = await issueFor(deps, tx, asked, email, body)
      const verifyType = type.startsWith('email_change') ? 'email_change' : type
      return {
        ...(await showUser(tx, issued.user)),
        action_link: actionLink(deps.apiUrl, issued.hash, verifyType, redirectTo),
        email_otp: issued.otp,
        hashed_token: issued.hash,
        verification_type: type,
        redirect_to: redirectTo,
      }
    })
    return c.json(link)
  })

async function issueFor(deps: AuthDeps, db: Db, asked: LinkType, email: string, body: Body) {
  const user = await findUserByEmail(db, email)
  // A magic link for somebody unknown makes them: real Auth does so, and the product never asks for one.
  const type = asked === 'magiclink' && !user ? 'signup' : asked
  if (type === 'invite')
    return { type, issued: await issueInvitation(db, email, objectOf(body, 'data') ?? {}) }
  if (type === 'signup')
    return { type, issued: await issueSignup(deps, db, email, body, asked === 'magiclink') }
  if (!user) throw authError(404, 'user_not_found', 'User with this email not found')
  if (type === 'recovery' || type === 'magiclink')
    return { type, issued: await issueOneTimeToken(db, user, 'recovery') }
  const newEmail = emailOf(body, 'new_email')
  if (await findUserByEmail(db, newEmail)) {
    throw authError(422, 'email_exists', 'A user with this email address has already been registered')
  }
  const address = type === 'email_change_new' ? newEmail : email
  return { type, issued: await issueOneTimeToken(db, user, type, { newEmail }, address) }
}

async function issueSignup(deps: AuthDeps, db: Db, email: string, body: Body, passwordless: boolean) {
  const known = await findUserByEmail(db, email)
  if (known?.emailConfirmedAt) {
    throw authError(422, 'email_exists', 'A user with this email address has already been registered')
  }
  const password = textOf(body, 'password') || (passwordless ? randomPassword() : '')
  if (password === '') throw authError(400, 'validation_failed', 'Signup requires a valid password')
  checkStrength(password, deps.settings)
  const passwordHash = await hashPassword(password)
  const appMetadata = { provider: 'email', providers: ['email'] }
  const user = known
    ? await saveUser(db, known.id, { passwordHash })
    : await insertUser(db, { email, passwordHash, userMetadata: objectOf(body, 'data') ?? {}, appMetadata })
  return issueOneTimeToken(db, user, 'confirmation')
}
