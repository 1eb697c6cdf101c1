import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { ISql, Sql } from 'postgres'
import type { SigningKeys } from '../keys/signing-keys.ts'
import type { SendMail } from './mailer.ts'
import type { RateLimit } from './rate-limit.ts'
import type { AuthSettings } from './settings.ts'

/** What every Auth endpoint is given. */
export type AuthDeps = {
  sql: Sql
  settings: AuthSettings
  keys: SigningKeys
  sendMail: SendMail
  limit: RateLimit
  /** Without a slash at the end, for example http://127.0.0.1:54321/auth/v1 */
  apiUrl: string
  siteUrl: string
}

/** The pool, or a transaction of it. */
// biome-ignore lint/complexity/noBannedTypes: postgres.js spells "no custom types" this way
export type Db = ISql<{}>

export type AuthEnv = { Bindings: HttpBindings }
export type AuthContext = Context<AuthEnv>
