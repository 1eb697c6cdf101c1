import { randomBytes } from 'node:crypto'
import { inquiryHmac } from './inquiry-hmac.ts'
import { inquiryNumberFrom } from './inquiry-number-rules.ts'
import { sealNumber } from './sealed-number.ts'

/** `pepper` for the HMAC of a 照会番号, `seal` (base64, 32 bytes) to keep it until its letter is printed. */
export type NumberKeys = { pepper: string; seal: string }

/** A fresh 照会番号 for a card as it is stored: its HMAC and the number sealed, both in hex. The number itself stays in here. */
export function mintInquiryNumber(keys: NumberKeys, tenantId: string, cardId: string) {
  const number = inquiryNumberFrom(randomBytes(7))
  return {
    numberHmac: inquiryHmac(keys.pepper, tenantId, number).toString('hex'),
    sealed: sealNumber(keys.seal, tenantId, cardId, number).toString('hex'),
  }
}
