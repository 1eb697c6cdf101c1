import { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import { toString as drawQr } from 'qrcode'
import type { AuthContext, AuthDeps, AuthEnv, Db } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { requireUser } from './bearer.ts'
import { callerIp } from './caller-ip.ts'
import { isUuid, readBody, textOf } from './read-body.ts'
import { aalOf } from './sessions.ts'
import { verifyFactor } from './verify-factor.ts'

export type Factor = {
  id: string
  userId: string
  friendlyName: string
  status: 'unverified' | 'verified'
  secret: string
  lastChallengedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

const MOST_FACTORS = 10
const CHALLENGE_SECONDS = 300

/** /factors: a user's authenticator app, from enrolment to removal. */
export const factorRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>()
    .post('/factors', async (c) => c.json(await enroll(deps, c)))
    .post('/factors/:id/challenge', async (c) => {
      const { user } = await requireUser(deps, c)
      const factor = await ownFactor(deps.sql, user.id, c.req.param('id'))
      deps.limit.check(c, 'factor')
      const expiresAt = new Date(Date.now() + CHALLENGE_SECONDS * 1000)
      const [challenge] = await deps.sql<{ id: string }[]>`
        insert into auth.challenges (factor_id, ip, expires_at)
        values (${factor.id}, ${callerIp(c)}, ${expiresAt}) returning id`
      await deps.sql`update auth.factors set last_challenged_at = now() where id = ${factor.id}`
      return c.json({ id: challenge?.id, type: 'totp', expires_at: Math.floor(expiresAt.getTime() / 1000) })
    })
    .post('/factors/:id/verify', async (c) => {
      const { user, session } = await requireUser(deps, c)
      const factor = await ownFactor(deps.sql, user.id, c.req.param('id'))
      deps.limit.check(c, 'factor')
      const body = await readBody(c)
      const attempt = {
        challengeId: textOf(body, 'challenge_id'),
        code: textOf(body, 'code'),
        ip: callerIp(c),
      }
      return c.json(await verifyFactor(deps, user, session, factor, attempt))
    })
    .delete('/factors/:id', async (c) => {
      const { user, session } = await requireUser(deps, c)
      const factor = await ownFactor(deps.sql, user.id, c.req.param('id'))
      if (factor.status === 'verified' && aalOf(session) !== 'aal2') {
        throw authError(422, 'insufficient_aal', 'AAL2 required to unenroll verified factor')
      }
      await removeFactor(deps.sql, factor.id)
      return c.json({ id: factor.id })
    })

/** Removes a factor; sessions that used it fall back to aal1 at their next refresh. */
export async function removeFactor(sql: AuthDeps['sql'], factorId: string) {
  await sql.begin(async (tx) => {
    await tx`
      update auth.sessions set factor_id = null, amr = coalesce(
        (select jsonb_agg(method) from jsonb_array_elements(amr) as method where method ->> 'method' <> 'totp'), '[]')
      where factor_id = ${factorId}`
    await tx`delete from auth.factors where id = ${factorId}`
  })
}

async function enroll(deps: AuthDeps, c: AuthContext) {
  const { user, session } = await requireUser(deps, c)
  const body = await readBody(c)
  if (textOf(body, 'factor_type') !== 'totp') {
    throw authError(400, 'validation_failed', 'factor_type needs to be totp')
  }
  if (!deps.settings.totp)
    throw authError(422, 'mfa_totp_enroll_not_enabled', 'MFA enroll is disabled for TOTP')
  const name = textOf(body, 'friendly_name')
  await purgeForgotten(deps.sql, user.id)
  const factors = await deps.sql<Factor[]>`select * from auth.factors where user_id = ${user.id}`
  if (factors.length >= MOST_FACTORS) {
    throw authError(
      422,
      'too_many_enrolled_mfa_factors',
      'Maximum number of enrolled factors reached, unenroll to continue',
    )
  }
  if (factors.some((factor) => factor.friendlyName === name)) {
    throw authError(
      422,
      'mfa_factor_name_conflict',
      `A factor with the friendly name "${name}" for this user already exists`,
    )
  }
  if (factors.some(({ status }) => status === 'verified') && aalOf(session) !== 'aal2') {
    throw authError(403, 'insufficient_aal', 'AAL2 required to enroll a new factor')
  }
  const issuer = textOf(body, 'issuer') || new URL(deps.siteUrl).host
  const totp = new TOTP({ issuer, label: user.email ?? user.id, secret: new Secret({ size: 20 }) })
  const [factor] = await deps.sql<Factor[]>`
    insert into auth.factors (user_id, friendly_name, secret)
    values (${user.id}, ${name}, ${totp.secret.base32}) returning *`
  const uri = totp.toString()
  const shown = { qr_code: await drawQr(uri, { type: 'svg' }), secret: totp.secret.base32, uri }
  return { id: factor?.id, type: 'totp', friendly_name: name, totp: shown }
}

/** Enrolments begun five minutes ago and never challenged make room. */
async function purgeForgotten(db: Db, userId: string) {
  await db`
    delete from auth.factors as factor
    where user_id = ${userId} and status = 'unverified' and created_at < now() - interval '300 seconds'
      and not exists (select from auth.challenges where factor_id = factor.id)`
}

async function ownFactor(db: Db, userId: string, id: string): Promise<Factor> {
  if (!isUuid(id)) throw authError(404, 'validation_failed', 'factor_id must be an UUID')
  const [factor] = await db<Factor[]>`select * from auth.factors where id = ${id} and user_id = ${userId}`
  if (!factor) throw authError(404, 'mfa_factor_not_found', 'Factor not found')
  return factor
}
