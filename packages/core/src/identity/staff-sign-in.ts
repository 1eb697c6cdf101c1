import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '@madoguchi/db'
import { ok, type Result, refuse, type TenantId } from '../kernel.ts'
import { type AuthServer, checkPassword } from './check-password.ts'
import { mintSecret } from './session-secret.ts'
import { authMailFor } from './staff-session-rules.ts'
import { isAddressListed, memberBehind, saveSession } from './staff-sessions.sql.ts'
import { gateOf } from './staff-sessions.ts'

export type SignInRefusal = 'wrong-network' | 'wrong-credentials' | 'sign-in-unavailable'
export type SignInAttempt = { loginId: string; password: string; address: string; now: Date }

// An unknown login and a wrong password take equally long to be refused. Delays that grow with each failure, kept in
// the database per login and address, are the work of a later part (docs/decisions/0009-staff-sessions.md).
const SHORTEST_REFUSAL = 400

/**
 * Signs an officer in and answers the secret of a session of ours, for the cookie. The address list comes first: from
 * elsewhere no password is even tried. One refusal, whatever was wrong: unknown, mistyped, inactive, another municipality's.
 */
export async function signInStaff(
  db: Database,
  auth: AuthServer,
  tenant: { id: TenantId; slug: string },
  attempt: SignInAttempt,
): Promise<Result<{ secret: string }, SignInRefusal>> {
  const patience = wait(SHORTEST_REFUSAL)
  const outcome = await tryToSignIn(db, auth, tenant, attempt)
  if (!outcome.ok) await patience
  return outcome
}

async function tryToSignIn(
  db: Database,
  auth: AuthServer,
  tenant: { id: TenantId; slug: string },
  { loginId, password, address, now }: SignInAttempt,
): Promise<Result<{ secret: string }, SignInRefusal>> {
  const gate = gateOf(tenant.id)
  if (!(await db.as(gate, (tx) => isAddressListed(tx, tenant.id, address)))) return refuse('wrong-network')
  const mail = authMailFor(loginId, tenant.slug)
  if (!mail || !password) return refuse('wrong-credentials')

  const checked = await checkPassword(auth, mail, password)
  if (checked.outcome === 'unavailable') return refuse('sign-in-unavailable')
  if (checked.outcome !== 'right') return refuse('wrong-credentials')

  return db.as(gate, async (tx) => {
    const member = await memberBehind(tx, tenant.id, checked.authUserId)
    if (!member) return refuse('wrong-credentials')
    const { secret, hash } = mintSecret()
    await saveSession(tx, { tenantId: tenant.id, staffId: member.id, hash, address, now })
    return ok({ secret })
  })
}
