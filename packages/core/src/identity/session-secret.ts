import { hash, randomBytes } from 'node:crypto'

/** A fresh 256-bit session secret as the browser holds it, and what we keep of it. */
export function mintSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: secretHash(secret) }
}

/** What the database knows a session by: enough to recognise it, nothing to use it with. */
export const secretHash = (secret: string): Buffer => hash('sha256', secret, 'buffer')
