import type { Context } from 'hono'

/** A refusal as Auth answers it. Thrown inside handlers; `renderAuthError` is the one place that turns it into JSON. */
export type AuthError = Error & { status: number; code: string; reasons?: string[]; sqlState?: string }

/** Builds an AuthError. `code` is one of Supabase's error codes (supabase-api.md §6.6). */
export function authError(
  status: number,
  code: string,
  message: string,
  more: { reasons?: string[]; sqlState?: string } = {},
) {
  return Object.assign(new Error(message), { name: 'AuthError', status, code, ...more }) as AuthError
}

export const isAuthError = (error: unknown): error is AuthError =>
  error instanceof Error && error.name === 'AuthError'

const VERSION = '2024-01-01'

/**
 * Answers an error in the shape that the caller's X-Supabase-Api-Version asks for. Without the echoed header,
 * auth-js would look for the old field and `error.code` would be undefined.
 */
export function renderAuthError(error: AuthError, c: Context): Response {
  const weak = error.reasons ? { weak_password: { reasons: error.reasons } } : {}
  if (asksForVersion(c.req.header('x-supabase-api-version'))) {
    const headers = {
      'x-supabase-api-version': VERSION,
      ...(!error.reasons && { 'x-sb-error-code': error.code }),
    }
    return Response.json(
      { code: error.code, message: error.message, ...weak },
      { status: error.status, headers },
    )
  }
  if (error.sqlState) return Response.json({ code: error.sqlState, message: error.message }, { status: 500 })
  const old = { code: error.status, error_code: error.code, msg: error.message, ...weak }
  return Response.json(old, { status: error.status, headers: { 'x-sb-error-code': error.code } })
}

function asksForVersion(header: string | undefined): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(header ?? '') && (header ?? '') >= VERSION
}
