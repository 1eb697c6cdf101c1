import { createHmac } from 'node:crypto'

/**
 * What is stored of a 照会番号: HMAC-SHA256 under the pepper, bound to the municipality (32 bytes). A copy of the table
 * alone cannot be searched for numbers. `number` is normalised already (readInquiryNumber): 12 characters, no hyphens.
 */
export const inquiryHmac = (pepper: string, tenantId: string, number: string): Buffer =>
  createHmac('sha256', pepper).update(`inquiry|${tenantId}|${number}`).digest()
