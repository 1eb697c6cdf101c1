import { join } from 'node:path'
import postgres from 'postgres'
import { createAuthApp } from './auth/auth-app.ts'
import { makeAuthTables } from './auth/auth-tables.ts'
import { openMailer } from './auth/mailer.ts'
import { openRateLimit } from './auth/rate-limit.ts'
import { type AuthSettings, DEFAULT_AUTH_SETTINGS } from './auth/settings.ts'
import { explainFileError } from './explain-file-error.ts'
import { createEdge } from './http/edge.ts'
import { listen } from './http/listen.ts'
import { loadSecrets, type Secrets } from './keys/secrets.ts'
import { openSigningKeys } from './keys/signing-keys.ts'
import { createMailboxApp } from './mailbox/mailbox-app.ts'
import { openMails } from './mailbox/mails.ts'
import { listenSmtp } from './mailbox/smtp.ts'
import { freePort, type PortUse } from './postgres/port.ts'
import { startPostgres } from './postgres/start-postgres.ts'
import { refuseOpenHost, refuseProduction } from './refuse-production.ts'
import { openBlobs } from './storage/blobs.ts'
import { createStorageApp } from './storage/storage-app.ts'
import { makeStorageTables } from './storage/storage-tables.ts'

export type SupabaseOptions = {
  /** Everything that is kept lies in here: postgres/, storage/, mail/, secrets.json. */
  dir: string
  /** 0 means any free port. */
  ports: Record<PortUse, number>
  /** Where Auth's links lead by default. */
  siteUrl?: string
  /** Only a loopback address is accepted. */
  host?: string
  /** Postgres settings, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>
  auth?: Partial<AuthSettings>
  /** Largest object in Storage, in bytes; 50 MB unless told. */
  storageSizeLimit?: number
  onProgress?: (sentence: string) => void
  /** Told of defects behind a 500, with no personal data added. */
  onDefect?: (error: Error) => void
}

export type RunningSupabase = {
  /** Superuser, database postgres. */
  databaseUrl: string
  /** Auth below /auth/v1, Storage below /storage/v1. */
  url: string
  publishableKey: string
  secretKey: string
  anonKey: string
  serviceRoleKey: string
  smtpUrl: string
  mailboxUrl: string
  /** Resolves when Postgres has ended, by `stop` or by itself; everything else stands on it. */
  databaseEnded: Promise<void>
  stop(): Promise<void>
}

/** Starts everything: Postgres, Auth and Storage on one port, and the mailbox (SMTP and web). Throws a StartError. */
export async function startSupabase(options: SupabaseOptions): Promise<RunningSupabase> {
  refuseProduction()
  refuseOpenHost(options.host ?? '127.0.0.1')
  // All ports first: a taken one should not be found out after the database has been made.
  const ports = await freePorts(options.ports)
  const secrets = await loadSecrets(join(options.dir, 'secrets.json')).catch((error: unknown) => {
    throw explainFileError(error)
  })
  const database = await startPostgres({
    dataDir: join(options.dir, 'postgres'),
    port: options.ports.postgres,
    ...(options.settings && { settings: options.settings }),
    ...(options.onProgress && { onProgress: options.onProgress }),
  })
  const opened: { stop(): Promise<void> }[] = [database]
  const stop = async () => {
    for (const part of opened.splice(0).reverse()) await part.stop()
  }
  try {
    const url = `http://127.0.0.1:${ports.http}`
    const smtpUrl = `smtp://127.0.0.1:${ports.smtp}`
    const sql = openSql(database.url)
    opened.push({ stop: () => sql.end({ timeout: 5 }) })
    await makeAuthTables(sql)
    await makeStorageTables(sql)
    const mails = openMails(join(options.dir, 'mail'))
    opened.push(await listenSmtp(ports.smtp, mails))
    opened.push(await listen(createMailboxApp(mails), ports.mailbox))
    opened.push(await listen(await createApi(options, secrets, sql, url, smtpUrl), ports.http))
    const { publishableKey, secretKey, anonKey, serviceRoleKey } = secrets
    const mailboxUrl = `http://127.0.0.1:${ports.mailbox}`
    const keys = { publishableKey, secretKey, anonKey, serviceRoleKey }
    return {
      databaseUrl: database.url,
      url,
      ...keys,
      smtpUrl,
      mailboxUrl,
      databaseEnded: database.ended,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Only column names are turned into camelCase: `postgres.camel` would rename the keys inside metadata too. */
const openSql = (url: string) =>
  postgres(url, {
    max: 8,
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
  })

async function createApi(
  options: SupabaseOptions,
  secrets: Secrets,
  sql: postgres.Sql,
  url: string,
  smtpUrl: string,
) {
  const settings = { ...DEFAULT_AUTH_SETTINGS, ...options.auth }
  const keys = await openSigningKeys(secrets, settings.jwtMode)
  const log = options.onDefect ?? ((error: Error) => console.error('[supabase-local]', error))
  const apiUrl = `${url}/auth/v1`
  const auth = createAuthApp(
    {
      sql,
      settings,
      keys,
      sendMail: openMailer(smtpUrl, apiUrl),
      limit: openRateLimit(settings.rateLimitHeader, settings.mailsPerHour),
      apiUrl,
      siteUrl: options.siteUrl ?? 'http://localhost:3000',
    },
    log,
  )
  const storage = createStorageApp(
    {
      sql,
      keys,
      blobs: openBlobs(join(options.dir, 'storage')),
      urlSecret: new TextEncoder().encode(secrets.storageSecret),
      sizeLimit: options.storageSizeLimit ?? 50_000_000,
    },
    log,
  )
  return createEdge({ secrets, keys, mode: settings.jwtMode, auth, storage })
}

async function freePorts(asked: Record<PortUse, number>): Promise<Record<PortUse, number>> {
  const found = { ...asked }
  const taken = new Set<number>()
  for (const use of ['postgres', 'http', 'smtp', 'mailbox'] as const) {
    // Any free port means one that none of the others has been promised either.
    do found[use] = await freePort(asked[use], use)
    while (asked[use] === 0 && taken.has(found[use]))
    taken.add(found[use])
  }
  return found
}
