import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'

/** Everything that must stay the same across restarts; kept in `<dir>/secrets.json`, readable by its owner only. */
export type Secrets = {
  jwtSecret: string
  signingKey: JWK & { kid: string }
  storageSecret: string
  anonKey: string
  serviceRoleKey: string
  publishableKey: string
  secretKey: string
}

/** Reads the secrets file, or makes it once with random values. */
export async function loadSecrets(file: string): Promise<Secrets> {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  const secrets = await makeSecrets()
  mkdirSync(dirname(file), { recursive: true })
  // Written beside and renamed: an interrupted start must not leave half a file that the next one trusts.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}

async function makeSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwtSecret = random(32)
  return {
    jwtSecret,
    signingKey: { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' },
    storageSecret: random(32),
    anonKey: await legacyKey('anon', jwtSecret),
    serviceRoleKey: await legacyKey('service_role', jwtSecret),
    publishableKey: `sb_publishable_${random(24)}`,
    secretKey: `sb_secret_${random(24)}`,
  }
}

const legacyKey = (role: 'anon' | 'service_role', secret: string) =>
  new SignJWT({ role, iss: 'supabase' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime('10y')
    .sign(new TextEncoder().encode(secret))

const random = (bytes: number) => randomBytes(bytes).toString('base64url')
