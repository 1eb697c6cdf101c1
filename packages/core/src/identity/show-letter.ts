import type { Database } from '@madoguchi/db'
import { ok, type Result, refuse } from '../kernel.ts'
import { letterShown } from './resident-sessions.sql.ts'
import type { Claim, IdentificationRefusal } from './resident-sessions.ts'

/**
 * Shows one more letter within a resident's open session (by the hash of its secret): a parent who books for a child as well. The same guards and answers
 * as `identifyResident`, and 'session-over'; what was shown counts for this session alone (`lettersShown`).
 */
export async function showLetter(
  db: Database,
  tenantId: string,
  { secretHash, claim }: { secretHash: Buffer; claim: Omit<Claim, 'reservationNumber'> },
  now: Date,
): Promise<
  Result<true, IdentificationRefusal | 'proof-needed' | 'session-over'> & { triesLeft?: number; alarm?: true }
> {
  const actor = { role: 'resident', tenantId, subjectId: null } as const
  const { outcome, triesLeft, alarm } = await db.as(actor, (tx) => letterShown(tx, claim, secretHash, now))
  if (outcome === 'identified') return ok(true)
  return {
    ...refuse(outcome as IdentificationRefusal | 'proof-needed' | 'session-over'),
    ...(triesLeft !== null && { triesLeft }),
    ...(alarm && { alarm }),
  }
}
