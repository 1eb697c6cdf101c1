import { Secret, TOTP } from 'otpauth'
import type { AuthDeps } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import type { Factor } from './factors.ts'
import { runMfaHook } from './hooks.ts'
import { isUuid } from './read-body.ts'
import { grant, issueRefreshToken, type SessionRow, unixNow } from './sessions.ts'
import type { UserRow } from './users.ts'

type Challenge = { id: string; factorId: string; ip: string; expiresAt: Date; verifiedAt: Date | null }

/** Raises a session to aal2. The user's other sessions below aal2 and their other unfinished enrolments end. */
export async function verifyFactor(
  deps: AuthDeps,
  user: UserRow,
  session: SessionRow,
  factor: Factor,
  attempt: { challengeId: string; code: string; ip: string },
) {
  if (attempt.code === '') throw authError(400, 'validation_failed', 'Code needs to be non-empty')
  const challenge = await openChallenge(deps, factor, attempt)
  const valid = isRightCode(factor.secret, attempt.code)
  await runMfaHook(deps, deps.sql, user.id, factor.id, valid)
  if (!valid) throw authError(422, 'mfa_verification_failed', 'Invalid TOTP code entered')
  return deps.sql.begin(async (tx) => {
    // The condition makes one challenge good for one success, also when two requests race.
    const taken = await tx`
      update auth.challenges set verified_at = now() where id = ${challenge.id} and verified_at is null`
    if (taken.count === 0) throw usedUp()
    await tx`update auth.factors set status = 'verified', updated_at = now() where id = ${factor.id}`
    await tx`delete from auth.factors where user_id = ${user.id} and id <> ${factor.id} and status = 'unverified'`
    const amr = [
      { method: 'totp', timestamp: unixNow() },
      ...session.amr.filter(({ method }) => method !== 'totp'),
    ]
    const [raised] = await tx<SessionRow[]>`
      update auth.sessions set factor_id = ${factor.id}, amr = ${tx.json(amr)} where id = ${session.id} returning *`
    if (!raised)
      throw authError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
    await tx`
      delete from auth.sessions
      where user_id = ${user.id} and id <> ${session.id} and not amr @> '[{"method":"totp"}]'`
    return grant(deps, tx, user, raised, await swapRefreshToken(tx, session.id), 'totp')
  })
}

async function openChallenge(deps: AuthDeps, factor: Factor, attempt: { challengeId: string; ip: string }) {
  const [challenge] = isUuid(attempt.challengeId)
    ? await deps.sql<Challenge[]>`
        select * from auth.challenges where id = ${attempt.challengeId} and factor_id = ${factor.id}`
    : []
  if (!challenge)
    throw authError(422, 'mfa_factor_not_found', 'MFA factor with the provided challenge ID not found')
  if (challenge.verifiedAt || challenge.ip !== attempt.ip) throw usedUp()
  if (challenge.expiresAt.getTime() < Date.now()) {
    await deps.sql`delete from auth.challenges where id = ${challenge.id}`
    throw authError(
      422,
      'mfa_challenge_expired',
      'MFA challenge has expired, verify against another challenge',
    )
  }
  return challenge
}

const usedUp = () => authError(422, 'mfa_ip_address_mismatch', 'Challenge and verify IP addresses mismatch.')

/** SHA-1, six digits, 30 seconds, one step either side. Auth keeps no memory of used codes. */
function isRightCode(secret: string, code: string): boolean {
  return new TOTP({ secret: Secret.fromBase32(secret) }).validate({ token: code, window: 1 }) !== null
}

async function swapRefreshToken(
  tx: Parameters<typeof issueRefreshToken>[0],
  sessionId: string,
): Promise<string> {
  const [active] = await tx<{ token: string }[]>`
    update auth.refresh_tokens set revoked = true, updated_at = clock_timestamp()
    where session_id = ${sessionId} and not revoked returning token`
  return issueRefreshToken(tx, sessionId, active?.token ?? null)
}
