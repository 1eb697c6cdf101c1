import type { Tx } from '@madoguchi/db'
import type { Claim } from './resident-sessions.ts'

// These functions act in the tenant that was entered; role resident cannot read what they compare.

export async function identifyByNumber(tx: Tx, claim: Claim, session: string, secret: Buffer, now: Date) {
  const [row] = await tx<[{ outcome: string; retryAt: Date | null; triesLeft: number | null }]>`
    select outcome, retry_at, tries_left from app.identify_resident(${claim.numberHmac}, ${claim.reservationNumber}, ${claim.birthDate},
      ${claim.addressHmac}, ${session}, ${secret}, ${now}) -- tenant: entered`
  return row
}

export async function welcome(tx: Tx, session: string, secret: Buffer, now: Date) {
  await tx`select app.welcome_resident(${session}, ${secret}, ${now}) -- tenant: entered`
}

export async function sessionOf(tx: Tx, secret: Buffer, now: Date) {
  const [row] = await tx<[{ subject: string | null; card: string | null; expires: Date | null }]>`
    select subject, card, expires from app.resident_session(${secret}, ${now}) -- tenant: entered`
  return row
}

export async function endSession(tx: Tx, secret: Buffer, now: Date) {
  await tx`select app.end_resident_session(${secret}, ${now}) -- tenant: entered`
}
