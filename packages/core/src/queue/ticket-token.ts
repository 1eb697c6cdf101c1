import { createHmac, timingSafeEqual } from 'node:crypto'
import { isUuid, type TicketId } from '../kernel.ts'

/**
 * What stands in the address of somebody's own place in the queue: the number's id, and a sign that only we can make. Nothing is
 * stored; whoever gave the number out can print it again.
 */
export function ticketToken(pepper: string, tenantId: string, id: TicketId): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return Buffer.concat([bytes, sign(pepper, tenantId, id)]).toString('base64url')
}

/** The number that an address names; null when it was not made by us, or for another municipality. */
export function ticketOfToken(pepper: string, tenantId: string, token: string): TicketId | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 28) return null
  const id = bytes.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  if (!isUuid(id)) return null
  return timingSafeEqual(bytes.subarray(16), sign(pepper, tenantId, id)) ? (id as TicketId) : null
}

const sign = (pepper: string, tenantId: string, id: string): Buffer =>
  createHmac('sha256', pepper).update(`ticket|${tenantId}|${id}`).digest().subarray(0, 12)
