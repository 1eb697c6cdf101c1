import type { AuthContext } from './auth-deps.ts'
import { authError } from './auth-error.ts'

export type Body = Record<string, unknown>

/** Reads a JSON object whatever its Content-Type says. Throws 400 `bad_json`. */
export async function readBody(c: AuthContext): Promise<Body> {
  const text = await c.req.text()
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body
  } catch {
    // Answered below, like JSON that is no object.
  }
  throw authError(400, 'bad_json', 'Could not parse request body as JSON')
}

/** A text field; absent and null read as ''. Throws 400 `bad_json` for another type, as a typed decoder would. */
export function textOf(body: Body, field: string): string {
  const value = body[field]
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  throw authError(400, 'bad_json', `Could not parse request body as JSON: field ${field} is not a string`)
}

/** An object field; absent and null read as undefined. */
export function objectOf(body: Body, field: string): Record<string, unknown> | undefined {
  const value = body[field]
  if (value === undefined || value === null) return undefined
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
  throw authError(400, 'bad_json', `Could not parse request body as JSON: field ${field} is not an object`)
}

/** Lower-cases and checks a mail address. Throws 400 `validation_failed`. */
export function emailOf(body: Body, field = 'email'): string {
  const email = textOf(body, field).trim().toLowerCase()
  if (email === '') throw authError(400, 'validation_failed', 'An email address is required')
  if (email.length <= 255 && /^[^\s@<>,;"()]+@[^\s@<>,;"()]+\.?[^\s@<>,;"()]+$/.test(email)) return email
  throw authError(400, 'validation_failed', 'Unable to validate email address: invalid format')
}

/** Top-level merge as Auth does it: a null value takes its key away. */
export function mergeMetadata(old: Record<string, unknown>, change: Record<string, unknown>) {
  return Object.fromEntries(Object.entries({ ...old, ...change }).filter(([, value]) => value !== null))
}

export const isUuid = (text: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
