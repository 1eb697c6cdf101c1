import { isIP } from 'node:net'
import type { AuthContext } from './auth-deps.ts'

/** The caller's address: the first valid one in X-Forwarded-For, else the socket's. */
export function callerIp(c: AuthContext): string {
  const forwarded =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((part) => part.trim()) ?? []
  return forwarded.find((part) => isIP(part) !== 0) ?? c.env.incoming.socket.remoteAddress ?? ''
}
