import type { AuthContext } from './auth-deps.ts'
import { authError } from './auth-error.ts'

/** Which bucket a request draws from; password and refresh share `token`. */
export type Limited = 'token' | 'verify' | 'recover' | 'user' | 'factor'

export type RateLimit = {
  /** Throws 429 when the caller's bucket is empty. A request without the key header is not limited. */
  check(c: AuthContext, bucket: Limited): void
  /** Throws 429 when this hour's mails are used up. */
  countMail(): void
}

const MINUTE = 60_000
const BUCKETS: Record<Limited, { burst: number; perMs: number }> = {
  token: { burst: 30, perMs: 150 / (5 * MINUTE) },
  verify: { burst: 30, perMs: 30 / (5 * MINUTE) },
  recover: { burst: 30, perMs: 30 / (5 * MINUTE) },
  user: { burst: 30, perMs: 30 / (5 * MINUTE) },
  factor: { burst: 30, perMs: 15 / MINUTE },
}

/** Token buckets in memory, keyed by the first item of `header`, as Auth keeps them. */
export function openRateLimit(header: string, mailsPerHour: number): RateLimit {
  const levels = new Map<string, { left: number; at: number }>()
  let mails: number[] = []
  return {
    check(c, bucket) {
      const key = c.req.header(header)?.split(',')[0]?.trim()
      if (!key) return
      const { burst, perMs } = BUCKETS[bucket]
      const now = Date.now()
      const level = levels.get(`${bucket} ${key}`) ?? { left: burst, at: now }
      const left = Math.min(burst, level.left + (now - level.at) * perMs)
      if (left < 1) throw authError(429, 'over_request_rate_limit', 'Request rate limit reached')
      levels.set(`${bucket} ${key}`, { left: left - 1, at: now })
    },
    countMail() {
      const now = Date.now()
      mails = mails.filter((sent) => now - sent < 60 * MINUTE)
      if (mails.length >= mailsPerHour)
        throw authError(429, 'over_email_send_rate_limit', 'email rate limit exceeded')
      mails.push(now)
    },
  }
}
