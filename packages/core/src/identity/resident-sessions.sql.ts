import type { Tx } from '@madoguchi/db'
import type { Claim } from './resident-sessions.ts'

// These functions act in the tenant that was entered; role resident cannot read what they compare.

export async function identifyByNumber(tx: Tx, claim: Claim, session: string, secret: Buffer, now: Date) {
  const [row] = await tx<[{ outcome: string; triesLeft: number | null; alarm: boolean }]>`
    select outcome, tries_left, alarm from app.identify_resident(${claim.numberHmac}, ${claim.reservationNumber},
      ${claim.birthDate}, ${claim.addressHmac}, ${session}, ${secret}, ${now}, ${claim.proved ?? false})
    -- tenant: entered`
  return row
}

export async function letterShown(
  tx: Tx,
  claim: Omit<Claim, 'reservationNumber'>,
  secret: Buffer,
  now: Date,
) {
  const [row] = await tx<[{ outcome: string; triesLeft: number | null; alarm: boolean }]>`
    select outcome, tries_left, alarm from app.show_letter(${claim.numberHmac}, ${claim.birthDate}, ${claim.addressHmac},
      ${secret}, ${now}, ${claim.proved ?? false}) -- tenant: entered`
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

export async function cardOf(tx: Tx, secret: Buffer) {
  const [row] = await tx<[{ card: string | null }]>`
    select app.card_of_session(${secret}) as card -- tenant: entered`
  return row.card
}

export async function endSession(tx: Tx, secret: Buffer, now: Date) {
  await tx`select app.end_resident_session(${secret}, ${now}) -- tenant: entered`
}
