import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/**
 * Encrypts a text (AES-256-GCM; nonce, tag and text in one Buffer). `key` is base64 of 32 bytes. What the text belongs
 * to, `binding`, is authenticated with it: moved to where another binding holds, it does not open.
 */
export function sealText(key: string, binding: string, text: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce)
  cipher.setAAD(Buffer.from(binding))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Opens what `sealText` made for this binding. Throws when the key, the binding or a byte is another. */
export function openSealedText(key: string, binding: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), sealed.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(binding))
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
}

function keyOf(key: string): Buffer {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 32) throw new Error('the seal key must be 32 bytes in base64')
  return bytes
}
