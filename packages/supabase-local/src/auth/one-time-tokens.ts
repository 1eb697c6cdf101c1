import { createHash, randomInt } from 'node:crypto'
import type { Db } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { saveUser, type UserRow } from './users.ts'

export type TokenKind = 'confirmation' | 'recovery' | 'email_change_current' | 'email_change_new'
export type VerifyType = 'invite' | 'signup' | 'recovery' | 'magiclink' | 'email' | 'email_change'

/** invite ≡ signup and recovery ≡ magiclink: the `type` of a link does not prove its purpose. */
const KINDS: Record<VerifyType, TokenKind[]> = {
  invite: ['confirmation'],
  signup: ['confirmation'],
  recovery: ['recovery'],
  magiclink: ['recovery'],
  email: ['confirmation', 'recovery'],
  email_change: ['email_change_current', 'email_change_new'],
}

const SENT_AT = {
  confirmation: 'confirmationSentAt',
  recovery: 'recoverySentAt',
  email_change_current: 'emailChangeSentAt',
  email_change_new: 'emailChangeSentAt',
} as const satisfies Record<TokenKind, keyof UserRow>

export type OneTimeToken = { userId: string; kind: TokenKind; hash: string; sentAt: Date }

export const isVerifyType = (text: string): text is VerifyType => Object.hasOwn(KINDS, text)

/** Lower-case hex SHA-224 of the address and the code: what links carry and what is stored. */
export const tokenHash = (email: string, otp: string) =>
  createHash('sha224')
    .update(email.toLowerCase() + otp)
    .digest('hex')

/** Issues a six-digit code, replacing the user's earlier one of that kind, and stamps when it was sent. */
export async function issueOneTimeToken(
  db: Db,
  user: UserRow,
  kind: TokenKind,
  more: Partial<UserRow> = {},
  email = user.email ?? '',
) {
  const otp = String(randomInt(1_000_000)).padStart(6, '0')
  const hash = tokenHash(email, otp)
  await db`
    insert into auth.one_time_tokens (user_id, kind, hash) values (${user.id}, ${kind}, ${hash})
    on conflict (user_id, kind) do update set hash = excluded.hash, sent_at = now()`
  return { user: await saveUser(db, user.id, { [SENT_AT[kind]]: new Date(), ...more }), otp, hash }
}

/** Finds the token behind a hash among the kinds that the type allows. */
export async function findOneTimeToken(
  db: Db,
  hash: string,
  type: VerifyType,
): Promise<OneTimeToken | undefined> {
  const [token] = await db<OneTimeToken[]>`
    select * from auth.one_time_tokens where hash = ${hash} and kind in ${db(KINDS[type])}`
  return token
}

/** Any success, and any change of password, ends every open code of the user. */
export async function clearOneTimeTokens(db: Db, userId: string) {
  await db`delete from auth.one_time_tokens where user_id = ${userId}`
}

/** Throws 429 while the last mail of this kind is younger than `maxFrequency` seconds. */
export function checkFrequency(sentAt: Date | null, maxFrequency: number) {
  const left = sentAt ? sentAt.getTime() + maxFrequency * 1000 - Date.now() : 0
  if (left <= 0) return
  const seconds = Math.ceil(left / 1000)
  throw authError(
    429,
    'over_email_send_rate_limit',
    `For security purposes, you can only request this after ${seconds} seconds.`,
  )
}
