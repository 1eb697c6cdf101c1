import { randomUUID } from 'node:crypto'
import type { JWTPayload } from 'jose'
import type { AuthDeps, Db } from './auth-deps.ts'
import { authError } from './auth-error.ts'

const REQUIRED_CLAIMS = [
  'aud',
  'exp',
  'iat',
  'sub',
  'email',
  'phone',
  'role',
  'aal',
  'session_id',
  'is_anonymous',
]

/** Lets the custom_access_token hook replace the claims. Throws 500 when it drops one that Auth needs. */
export async function runClaimsHook(
  deps: AuthDeps,
  db: Db,
  userId: string,
  claims: JWTPayload,
  method: string,
) {
  const hook = deps.settings.hooks.customAccessToken
  if (!hook) return claims
  const input = { user_id: userId, claims, authentication_method: method }
  const answer = await callHook(db, hook, 'customize-access-token', input)
  const replaced = answer.claims as JWTPayload | undefined
  const missing = REQUIRED_CLAIMS.filter((claim) => replaced?.[claim] === undefined)
  if (!replaced || missing.length > 0) {
    throw authError(
      500,
      'unexpected_failure',
      `output claims do not conform to the expected schema: ${missing.join(', ')} is required`,
    )
  }
  return replaced
}

/** Asks the password_verification_attempt hook. Throws 400 with its message when it answers `reject`. */
export async function runPasswordHook(deps: AuthDeps, db: Db, userId: string, valid: boolean) {
  const hook = deps.settings.hooks.passwordVerification
  if (!hook) return
  const answer = await callHook(db, hook, 'password-verification', { user_id: userId, valid })
  if (answer.decision !== 'reject') return
  if (answer.should_logout_user === true) await db`delete from auth.sessions where user_id = ${userId}`
  const said = typeof answer.message === 'string' ? answer.message : ''
  throw authError(
    400,
    'invalid_credentials',
    said || 'Further password verification attempts will be rejected.',
  )
}

/** Asks the mfa_verification_attempt hook. A `reject` deletes all the user's sessions and throws 403. */
export async function runMfaHook(deps: AuthDeps, db: Db, userId: string, factorId: string, valid: boolean) {
  const hook = deps.settings.hooks.mfaVerification
  if (!hook) return
  const input = { user_id: userId, factor_id: factorId, factor_type: 'totp', valid }
  const answer = await callHook(db, hook, 'mfa-verification', input)
  if (answer.decision !== 'reject') return
  await db`delete from auth.sessions where user_id = ${userId}`
  const said = typeof answer.message === 'string' ? answer.message : ''
  throw authError(
    403,
    'mfa_verification_rejected',
    said || 'Further MFA verification attempts will be rejected.',
  )
}

async function callHook(db: Db, hook: string, name: string, input: object): Promise<Record<string, unknown>> {
  const metadata = { uuid: randomUUID(), time: new Date().toISOString(), name }
  const [schema, fn] = hook.split('.')
  const [row] = await db<{ answer: Record<string, unknown> | null }[]>`
    select ${db(`${schema}.${fn}`)}(${db.json({ metadata, ...input } as never)}::jsonb) as answer`
  const error = row?.answer?.error as { http_code?: number; message?: string } | undefined
  if (error?.message) {
    const status = error.http_code ?? 500
    throw authError(status, status === 500 ? 'unexpected_failure' : 'unknown', error.message)
  }
  return row?.answer ?? {}
}
