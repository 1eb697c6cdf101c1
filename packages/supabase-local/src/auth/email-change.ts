import type { AuthDeps, Db } from './auth-deps.ts'
import { issueOneTimeToken, type TokenKind } from './one-time-tokens.ts'
import { saveEmailIdentity, saveUser, type UserRow } from './users.ts'

/** Mails both the old and the new address; the change happens when both have been verified. */
export async function startEmailChange(
  deps: AuthDeps,
  db: Db,
  user: UserRow,
  newEmail: string,
  redirectTo: string,
) {
  deps.limit.countMail()
  const pending = { newEmail, emailChangeLegs: [] }
  let changed = user
  if (user.email) {
    const current = await issueOneTimeToken(db, user, 'email_change_current', pending, user.email)
    await deps.sendMail({ to: user.email, purpose: 'email_change', redirectTo, ...current })
  }
  const next = await issueOneTimeToken(db, changed, 'email_change_new', pending, newEmail)
  changed = next.user
  await deps.sendMail({ to: newEmail, purpose: 'email_change', redirectTo, ...next })
  return changed
}

/** Takes one leg. Returns the changed user when both legs are in, otherwise undefined. */
export async function takeEmailChangeLeg(
  db: Db,
  user: UserRow,
  kind: TokenKind,
): Promise<UserRow | undefined> {
  await db`delete from auth.one_time_tokens where user_id = ${user.id} and kind = ${kind}`
  const legs = [...new Set([...user.emailChangeLegs, kind])]
  const needed = user.email ? 2 : 1
  if (legs.length < needed) {
    await saveUser(db, user.id, { emailChangeLegs: legs })
    return undefined
  }
  const changed = await saveUser(db, user.id, {
    email: user.newEmail,
    newEmail: null,
    emailChangeLegs: [],
    emailConfirmedAt: user.emailConfirmedAt ?? new Date(),
  })
  await saveEmailIdentity(db, changed, true)
  return changed
}
