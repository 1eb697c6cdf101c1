import { openSealedText, sealText } from './sealed-text.ts'

/**
 * Encrypts a 照会番号 until its letter is printed. `key` is base64 of 32 bytes. Municipality and card are authenticated
 * with it: a sealed number moved to another row does not open.
 */
export const sealNumber = (key: string, tenantId: string, cardId: string, number: string): Buffer =>
  sealText(key, `${tenantId}|${cardId}`, number)

/** Opens what `sealNumber` made for this very card. Throws when the key, the card or a byte is another. */
export const openSealedNumber = (key: string, tenantId: string, cardId: string, sealed: Uint8Array): string =>
  openSealedText(key, `${tenantId}|${cardId}`, sealed)
