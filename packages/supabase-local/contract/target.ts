import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type JwtMode, type RunningSupabase, type SupabaseOptions, startSupabase } from '../src/index.ts'

/** A password that any project's rules should take. */
export const PASSWORD = 'Correct-horse-battery-9'

/** The project under test: the embedded one, or a real one when SUPABASE_URL and its keys are set. */
export type Target = {
  mode: JwtMode
  url: string
  /** The key that a browser may hold, and the one that it may not, as this configuration issues them. */
  publicKey: string
  secretKey: string
  /** Seconds in which a used refresh token may be shown again. */
  reuseInterval: number
  /** Only the embedded one has these. */
  local: RunningSupabase | undefined
  forgetLater: string[]
}

/** The real project, if the environment names one. */
export const REAL = process.env.SUPABASE_URL
  ? {
      url: process.env.SUPABASE_URL.replace(/\/$/, ''),
      publicKey: process.env.SUPABASE_PUBLISHABLE_KEY ?? process.env.SUPABASE_ANON_KEY ?? '',
      secretKey: process.env.SUPABASE_SECRET_KEY ?? process.env.SUPABASE_SERVICE_ROLE_KEY ?? '',
      reuseInterval: Number(process.env.SUPABASE_REUSE_INTERVAL ?? 10),
      mode: (process.env.SUPABASE_JWT_MODE === 'legacy' ? 'legacy' : 'es256') as JwtMode,
    }
  : undefined

const MODES: JwtMode[] = REAL ? [REAL.mode] : ['legacy', 'es256']

/** Declares the tests once for each configuration of keys; each gets an instance of its own on free ports. */
export function underEachConfig(
  situation: string,
  options: Partial<Omit<SupabaseOptions, 'dir' | 'ports'>>,
  declare: (target: () => Target) => void,
) {
  describe.each(MODES)(`${situation} [%s keys]`, (mode) => {
    let target: Target
    let close = async () => {}
    beforeAll(async () => {
      ;({ target, close } = REAL ? openReal(REAL) : await openLocal(mode, options))
    })
    afterAll(() => close())
    declare(() => target)
  })
}

/** A test that needs what a real project does not lend: its mailbox, its clock, or a configuration of its own. */
export const localIt = (title: string, test: () => Promise<void>, timeout?: number) =>
  it.skipIf(REAL)(`${title}${REAL ? ' (skipped: needs the embedded instance)' : ''}`, test, timeout)

function openReal(real: NonNullable<typeof REAL>) {
  const target: Target = { ...real, local: undefined, forgetLater: [] }
  const close = async () => {
    for (const id of target.forgetLater) await adminOf(target).auth.admin.deleteUser(id)
  }
  return { target, close }
}

async function openLocal(mode: JwtMode, options: Partial<Omit<SupabaseOptions, 'dir' | 'ports'>>) {
  const dir = await mkdtemp(join(tmpdir(), 'madoguchi-contract-'))
  const local = await startSupabase({
    dir,
    ports: { postgres: 0, http: 0, smtp: 0, mailbox: 0 },
    settings: { fsync: 'off', synchronous_commit: 'off' },
    ...options,
    auth: { reuseInterval: 1, ...options.auth, jwtMode: mode },
  })
  const keys =
    mode === 'legacy'
      ? { publicKey: local.anonKey, secretKey: local.serviceRoleKey }
      : { publicKey: local.publishableKey, secretKey: local.secretKey }
  const target: Target = { mode, url: local.url, ...keys, reuseInterval: 1, local, forgetLater: [] }
  const close = async () => {
    await local.stop()
    await rm(dir, { recursive: true, force: true })
  }
  return { target, close }
}

const PLAIN = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false }

/** A client as our servers make it; `fetch` may watch the wire, `headers` may say whose address is forwarded. */
export function clientOf(
  target: Target,
  key = target.publicKey,
  over: { fetch?: typeof fetch; headers?: Record<string, string> } = {},
): SupabaseClient {
  return createClient(target.url, key, { auth: PLAIN, global: over })
}

export const adminOf = (target: Target) => clientOf(target, target.secretKey)

export const newEmail = () => `taro.${randomBytes(6).toString('hex')}@example.com`

/** Makes a confirmed user (unless told otherwise) and remembers to remove them from a real project. */
export async function makeUser(
  target: Target,
  over: { email_confirm?: boolean; email?: string; password?: string } = {},
) {
  const email = over.email ?? newEmail()
  const { data, error } = await adminOf(target).auth.admin.createUser({
    email,
    password: PASSWORD,
    email_confirm: true,
    ...over,
  })
  if (error) throw error
  target.forgetLater.push(data.user.id)
  return { id: data.user.id, email, user: data.user }
}

/** Signs in and returns the client together with its session. */
export async function signIn(
  target: Target,
  email: string,
  headers: Record<string, string> = {},
  password = PASSWORD,
) {
  const client = clientOf(target, target.publicKey, { headers })
  const { data, error } = await client.auth.signInWithPassword({ email, password })
  if (error) throw error
  return { client, session: data.session, user: data.user }
}

export type Asked = {
  method?: string
  /** Bearer; `undefined` leaves the header out, which a gateway then fills from the apikey. */
  token?: string
  apikey?: string | null
  body?: unknown
  headers?: Record<string, string>
}

/** Asks over plain fetch. The answer's body is read as JSON where it is JSON. */
export async function ask(target: Target, path: string, asked: Asked = {}) {
  const { apikey = target.publicKey, token, body, method = body === undefined ? 'GET' : 'POST' } = asked
  const headers = {
    ...(apikey !== null && { apikey }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && typeof body !== 'string' && { 'content-type': 'application/json' }),
    ...asked.headers,
  }
  const sent = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(`${target.url}${path}`, { method, headers, body: sent, redirect: 'manual' })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, json: parse(text) }
}

// biome-ignore lint/suspicious/noExplicitAny: whatever came over the wire; the test says what it expects of it
function parse(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The version header that auth-js sends; with it, errors come in the new shape. */
export const VERSIONED = { 'x-supabase-api-version': '2024-01-01' }

/** Goes on with a refresh token over plain fetch: auth-js would answer a repeated failure from memory. */
export const refresh = (target: Target, token: string) =>
  ask(target, '/auth/v1/token?grant_type=refresh_token', {
    body: { refresh_token: token },
    headers: VERSIONED,
  })

/** GET /user with an access token, over plain fetch. */
export const whoIs = (target: Target, token: string) =>
  ask(target, '/auth/v1/user', { token, headers: VERSIONED })

/** The payload of a JWT, unverified. */
export function claimsOf(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    sub: string
    aud: unknown
    aal: string
    session_id: string
    amr: { method: string; timestamp: number }[]
    exp: number
    iat: number
  }
}

/** A fetch that writes down `METHOD /path` of each request. */
export function watchedFetch() {
  const seen: string[] = []
  const watched: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    seen.push(`${init?.method ?? 'GET'} ${url.pathname}`)
    return fetch(input, init)
  }
  return { seen, fetch: watched }
}
