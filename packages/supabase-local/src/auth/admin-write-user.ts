import type { AuthDeps } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { banDurationOf } from './ban-duration.ts'
import { clearOneTimeTokens } from './one-time-tokens.ts'
import { checkStrength, hashPassword, randomPassword } from './passwords.ts'
import { type Body, emailOf, isUuid, mergeMetadata, objectOf, textOf } from './read-body.ts'
import { showUser } from './show-user.ts'
import { findUserByEmail, insertUser, saveEmailIdentity, saveUser, type UserRow } from './users.ts'

/** POST /admin/users: no mail is sent, and (as in real Auth) the password's strength is not checked. */
export async function createUser(deps: AuthDeps, body: Body) {
  const given = readUser(body)
  const [phone, id] = [textOf(body, 'phone'), textOf(body, 'id')]
  if (!given.email && phone === '') {
    throw authError(400, 'validation_failed', 'Cannot create a user without either an email or phone')
  }
  if (given.password !== undefined && given.passwordHash !== '') {
    throw authError(400, 'validation_failed', 'Only a password or a password hash should be provided')
  }
  if (id !== '' && !isUuid(id))
    throw authError(400, 'validation_failed', 'ID must conform to the uuid v4 format')
  if (given.email && (await findUserByEmail(deps.sql, given.email))) {
    throw authError(422, 'email_exists', 'A user with this email address has already been registered')
  }
  const known = phone !== '' && (await deps.sql`select from auth.users where phone = ${phone}`).count > 0
  if (known) throw authError(422, 'phone_exists', 'Phone number already registered by another user')
  if (given.passwordHash !== '' && !/^\$2[aby]\$/.test(given.passwordHash)) {
    throw authError(500, 'unexpected_failure', 'Error creating user')
  }
  if (Buffer.byteLength(given.password ?? '') > 72)
    throw authError(500, 'unexpected_failure', 'Internal Server Error')
  const passwordHash = given.passwordHash || (await hashPassword(given.password || randomPassword()))
  const provider = given.email ? 'email' : 'phone'
  const write = deps.sql.begin(async (tx) => {
    const user = await insertUser(tx, {
      ...(id !== '' && { id }),
      ...(given.email && { email: given.email }),
      ...(phone !== '' && { phone }),
      ...(given.role && { role: given.role }),
      ...(body.email_confirm === true && { emailConfirmedAt: new Date() }),
      ...(body.phone_confirm === true && { phoneConfirmedAt: new Date() }),
      ...(given.ban && { bannedUntil: given.ban.until }),
      passwordHash,
      userMetadata: given.userMetadata ?? {},
      appMetadata: { provider, providers: [provider], ...given.appMetadata },
    })
    if (user.emailConfirmedAt) await saveEmailIdentity(tx, user, true)
    return showUser(tx, user)
  })
  return write.catch((error: unknown) => {
    throw databaseFailure(error, 'Database error creating new user')
  })
}

/** PUT /admin/users/:id: at once and without mail; a new password ends every session of the user. */
export async function replaceUser(deps: AuthDeps, user: UserRow, body: Body) {
  const given = readUser(body)
  if (given.password !== undefined) checkStrength(given.password, deps.settings)
  const passwordHash = given.password === undefined ? undefined : await hashPassword(given.password)
  const write = deps.sql.begin(async (tx) => {
    if (passwordHash) {
      await clearOneTimeTokens(tx, user.id)
      await tx`delete from auth.sessions where user_id = ${user.id}`
    }
    const saved = await saveUser(tx, user.id, {
      ...(given.email && { email: given.email }),
      ...(given.role && { role: given.role }),
      ...(body.email_confirm === true && { emailConfirmedAt: user.emailConfirmedAt ?? new Date() }),
      ...(given.ban && { bannedUntil: given.ban.until }),
      ...(passwordHash && { passwordHash }),
      ...(given.userMetadata && { userMetadata: mergeMetadata(user.userMetadata, given.userMetadata) }),
      ...(given.appMetadata && { appMetadata: mergeMetadata(user.appMetadata, given.appMetadata) }),
    })
    if (given.email || body.email_confirm === true)
      await saveEmailIdentity(tx, saved, saved.emailConfirmedAt !== null)
    return showUser(tx, saved)
  })
  // Every failure in there, a taken address included, is a 500: callers look for duplicates first.
  return write.catch((error: unknown) => {
    throw databaseFailure(error, 'Error updating user')
  })
}

function readUser(body: Body) {
  const banText = textOf(body, 'ban_duration')
  const duration = banText === '' ? undefined : banDurationOf(banText)
  return {
    email: textOf(body, 'email') === '' ? undefined : emailOf(body),
    role: textOf(body, 'role'),
    password: body.password === undefined || body.password === null ? undefined : textOf(body, 'password'),
    passwordHash: textOf(body, 'password_hash'),
    userMetadata: objectOf(body, 'user_metadata'),
    appMetadata: objectOf(body, 'app_metadata'),
    ban:
      duration === undefined
        ? undefined
        : { until: duration === null ? null : new Date(Date.now() + duration) },
  }
}

function databaseFailure(error: unknown, message: string) {
  const sqlState = (error as { code?: string }).code
  return authError(500, 'unexpected_failure', message, sqlState?.startsWith('23') ? { sqlState } : {})
}
