import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/**
 * Encrypts a 照会番号 until its letter is printed (AES-256-GCM; nonce, tag and text in one Buffer). `key` is base64 of
 * 32 bytes. Municipality and card are authenticated with it: a sealed number moved to another row does not open.
 */
export function sealNumber(key: string, tenantId: string, cardId: string, number: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce)
  cipher.setAAD(bindingOf(tenantId, cardId))
  const text = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** Opens what `sealNumber` made for this very card. Throws when the key, the card or a byte is another. */
export function openSealedNumber(key: string, tenantId: string, cardId: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), sealed.subarray(0, NONCE))
  decipher.setAAD(bindingOf(tenantId, cardId))
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
}

const bindingOf = (tenantId: string, cardId: string) => Buffer.from(`${tenantId}|${cardId}`)

function keyOf(key: string): Buffer {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 32) throw new Error('the seal key must be 32 bytes in base64')
  return bytes
}
