import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const [NONCE, TAG] = [12, 16]

/**
 * Texts that a browser keeps for us and cannot read (AES-256-GCM, a key of their own for each `purpose`). `bound` is what
 * a text belongs to, a municipality or a page: it opens nowhere else.
 */
export function sealedText(signingKey: string, purpose: string) {
  const key = Buffer.from(hkdfSync('sha256', signingKey, '', purpose, 32))

  return {
    seal(bound: string, text: string): string {
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
      return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString(
        'base64url',
      )
    },

    /** Null when it was not sealed by us, or for something else. */
    open(bound: string, sealed: string): string | null {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < NONCE + TAG) return null
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE))
      cipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(-TAG))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(NONCE, -TAG)), cipher.final()]).toString()
      } catch {
        return null
      }
    },
  }
}
