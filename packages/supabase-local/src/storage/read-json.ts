import type { Context } from 'hono'
import { storageError } from './storage-error.ts'

/** Reads a JSON object body. Throws InvalidRequest, as the schema check in front of Storage does. */
export async function readJson(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => undefined)
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>
  throw storageError('InvalidRequest', 'body must be object')
}

/** A whole number of seconds, at least 1. */
export function secondsOf(body: Record<string, unknown>): number {
  const seconds = body.expiresIn
  if (seconds === undefined)
    throw storageError('InvalidRequest', "body must have required property 'expiresIn'")
  if (Number.isInteger(seconds) && Number(seconds) >= 1) return Number(seconds)
  throw storageError('InvalidRequest', 'body/expiresIn must be >= 1')
}

/** A required text field. */
export function requiredText(body: Record<string, unknown>, field: string): string {
  const value = body[field]
  if (typeof value === 'string' && value !== '') return value
  throw storageError('InvalidRequest', `body must have required property '${field}'`)
}

/** A list of 1 to 1000 texts. */
export function textsOf(body: Record<string, unknown>, field: string): string[] {
  const list = body[field]
  if (!Array.isArray(list))
    throw storageError('InvalidRequest', `body must have required property '${field}'`)
  if (list.length < 1) throw storageError('InvalidRequest', `body/${field} must NOT have fewer than 1 items`)
  if (list.length > 1000)
    throw storageError('InvalidRequest', `body/${field} must NOT have more than 1000 items`)
  return list.map(String)
}
