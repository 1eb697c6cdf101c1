import type { Database } from '@madoguchi/db'
import type { PlainDate } from '../calendar.ts'
import { mintId, ok, type Result, refuse } from '../kernel.ts'
import { cardOf, endSession, identifyByNumber, sessionOf, welcome } from './resident-sessions.sql.ts'
import { mintSecret, secretHash } from './session-secret.ts'

export const IDENTIFICATION_REFUSALS = ['not-found', 'number-locked', 'too-many-tries'] as const
export type IdentificationRefusal = (typeof IDENTIFICATION_REFUSALS)[number]

/** Who a resident says they are. `numberHmac` guards against guessing; of a reservation its number is compared too. */
export type Claim = {
  numberHmac: Buffer
  reservationNumber: string | null
  birthDate: PlainDate
  addressHmac: Buffer
  /** A proof was shown and used up for this (`spendProof`). */
  proved?: boolean
}

export type Resident = { subjectId: string; cardId: string | null; expiresAt: Date }

const nobody = (tenantId: string) => ({ role: 'resident', tenantId, subjectId: null }) as const

/**
 * Opens a session for whoever knows a number and its birth date. Within the limits of security.md §5, counted in the
 * database for all copies; whatever was wrong, the answer is the same. `triesLeft`: how many wrong ones this address has
 * left, after one that was wrong. `alarm` is there once an hour while a municipality sees 300 failures an hour: somebody has
 * to be told. As long as it does, whoever shows no proof is refused with 'proof-needed', and nothing was looked at.
 */
export async function identifyResident(
  db: Database,
  tenantId: string,
  claim: Claim,
  now: Date,
): Promise<
  Result<{ secret: string }, IdentificationRefusal | 'proof-needed'> & { triesLeft?: number; alarm?: true }
> {
  const { secret, hash } = mintSecret()
  const { outcome, triesLeft, alarm } = await db.as(nobody(tenantId), (tx) =>
    identifyByNumber(tx, claim, mintId(), hash, now),
  )
  if (outcome === 'identified') return ok({ secret })
  return {
    ...refuse(outcome as IdentificationRefusal | 'proof-needed'),
    ...(triesLeft !== null && { triesLeft }),
    ...(alarm && { alarm }),
  }
}

/** Opens a session for somebody who holds no letter. They own the one reservation that they book in it. */
export async function welcomeResident(
  db: Database,
  tenantId: string,
  now: Date,
): Promise<{ secret: string }> {
  const { secret, hash } = mintSecret()
  await db.as(nobody(tenantId), (tx) => welcome(tx, mintId(), hash, now))
  return { secret }
}

/** Whose session a secret opens; null when there is none, or it is over (20 minutes since the last page). */
export async function residentOf(
  db: Database,
  tenantId: string,
  secret: string,
  now: Date,
): Promise<Resident | null> {
  const found = await db.as(nobody(tenantId), (tx) => sessionOf(tx, secretHash(secret), now))
  return found.subject && found.expires
    ? { subjectId: found.subject, cardId: found.card, expiresAt: found.expires }
    : null
}

/** The card of the letter that opened a session, be it over or not; null when there was none. */
export const cardOfSession = (db: Database, tenantId: string, secret: string): Promise<string | null> =>
  db.as(nobody(tenantId), (tx) => cardOf(tx, secretHash(secret)))

/** Ends a session; nothing happens when it is over already. */
export const endResidentSession = (
  db: Database,
  tenantId: string,
  secret: string,
  now: Date,
): Promise<void> => db.as(nobody(tenantId), (tx) => endSession(tx, secretHash(secret), now))
