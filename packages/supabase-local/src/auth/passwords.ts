import { randomBytes } from 'node:crypto'
import { compare, hash } from 'bcryptjs'
import { authError } from './auth-error.ts'
import type { AuthSettings } from './settings.ts'

const BCRYPT_COST = 10
const BCRYPT_BYTES = 72

/** Throws 400 past 72 bytes (bcrypt would cut the rest off) and 422 `weak_password` with its reasons. */
export function checkStrength(password: string, settings: AuthSettings) {
  const bytes = Buffer.byteLength(password)
  if (bytes > BCRYPT_BYTES) {
    throw authError(400, 'validation_failed', `Password cannot be longer than ${BCRYPT_BYTES} characters`)
  }
  const weak = weaknesses(password, settings)
  if (weak.length === 0) return
  const message = weak.map(({ sentence }) => sentence).join(' ')
  throw authError(422, 'weak_password', message, { reasons: weak.map(({ reason }) => reason) })
}

/** Why a password is weak, in Auth's order; the length is counted in bytes, as Auth counts it. */
export function weaknesses(password: string, settings: AuthSettings): { reason: string; sentence: string }[] {
  const least = Math.max(6, settings.passwordMinLength)
  const short = Buffer.byteLength(password) < least
  const lacks = settings.passwordRequiredCharacters.some(
    (set) => ![...set].some((char) => password.includes(char)),
  )
  return [
    ...(short ? [{ reason: 'length', sentence: `Password should be at least ${least} characters.` }] : []),
    ...(lacks
      ? [{ reason: 'characters', sentence: 'Password should contain at least one character of each kind.' }]
      : []),
  ]
}

export const hashPassword = (password: string) => hash(password, BCRYPT_COST)

/** A password that nobody knows, for users made without one. */
export const randomPassword = () => randomBytes(48).toString('base64url')

/** bcrypt only looks at 72 bytes; a longer candidate can never be right. */
export async function passwordMatches(password: string, hashed: string | null): Promise<boolean> {
  return hashed !== null && Buffer.byteLength(password) <= BCRYPT_BYTES && compare(password, hashed)
}
