import { setTimeout as wait } from 'node:timers/promises'
import type { Actor, Database } from '@madoguchi/db'
import { NO_TENANT, ok, type Result, refuse } from '../kernel.ts'
import { type AuthServer, checkPassword } from './check-password.ts'
import {
  endOperatorSession,
  isOperatorAddress,
  noteOperatorSeen,
  operatorBehind,
  operatorSessionOf,
  saveOperatorSession,
} from './operators.sql.ts'
import { mintSecret, secretHash } from './session-secret.ts'
import { isSessionOver, isWorthNoting, operatorMailFor } from './staff-session-rules.ts'

/** One of the vendor's people who has signed in. */
export type Operator = { id: string; name: string; sessionId: string }
export type OperatorSignInRefusal = 'wrong-network' | 'wrong-credentials' | 'sign-in-unavailable'

/** An operator looks at a municipality only by entering it by name. */
const gate: Actor = { role: 'operator', tenantId: NO_TENANT, subjectId: null }
const SHORTEST_REFUSAL = 400

/** The gate of the vendor's console, asked on every request: the address list first, then the session. */
export function operatorAtTheGate(
  db: Database,
  { secret, address, now }: { secret: string | null; address: string; now: Date },
): Promise<{ listed: false } | { listed: true; operator: Operator | null }> {
  return db.as(gate, async (tx) => {
    if (!(await isOperatorAddress(tx, address))) return { listed: false }
    const session = secret ? await operatorSessionOf(tx, secretHash(secret), address) : undefined
    if (!session || isSessionOver(session, now)) return { listed: true, operator: null }
    if (isWorthNoting(session, now)) await noteOperatorSeen(tx, session.sessionId, now)
    return { listed: true, operator: { id: session.id, name: session.name, sessionId: session.sessionId } }
  })
}

/** Signs an operator in and answers the secret of a session of ours. One refusal, whatever was wrong, after equal time. */
export async function signInOperator(
  db: Database,
  auth: AuthServer,
  attempt: { loginId: string; password: string; address: string; now: Date },
): Promise<Result<{ secret: string }, OperatorSignInRefusal>> {
  const patience = wait(SHORTEST_REFUSAL)
  const outcome = await tryToSignIn(db, auth, attempt)
  if (!outcome.ok) await patience
  return outcome
}

async function tryToSignIn(
  db: Database,
  auth: AuthServer,
  { loginId, password, address, now }: { loginId: string; password: string; address: string; now: Date },
): Promise<Result<{ secret: string }, OperatorSignInRefusal>> {
  if (!(await db.as(gate, (tx) => isOperatorAddress(tx, address)))) return refuse('wrong-network')
  const mail = operatorMailFor(loginId)
  if (!mail || !password) return refuse('wrong-credentials')

  const checked = await checkPassword(auth, mail, password)
  if (checked.outcome === 'unavailable') return refuse('sign-in-unavailable')
  if (checked.outcome !== 'right') return refuse('wrong-credentials')

  return db.as(gate, async (tx) => {
    const operator = await operatorBehind(tx, checked.authUserId)
    if (!operator) return refuse('wrong-credentials')
    const { secret, hash } = mintSecret()
    await saveOperatorSession(tx, { operatorId: operator.id, hash, address, now })
    return ok({ secret })
  })
}

/** Ends the session a secret opens. Ending it twice changes nothing. */
export const signOutOperator = (db: Database, secret: string, now: Date) =>
  db.as(gate, async (tx) => void (await endOperatorSession(tx, secretHash(secret), now)))
