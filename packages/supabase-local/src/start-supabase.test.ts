import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSupabase, resetSupabase, startSupabase } from './index.ts'

const ANY = { postgres: 0, http: 0, smtp: 0, mailbox: 0 }
const dir = mkdtempSync(join(tmpdir(), 'madoguchi-supabase-'))
let local: RunningSupabase

beforeAll(async () => {
  local = await startSupabase({ dir, ports: ANY, settings: { fsync: 'off' } })
})
afterAll(async () => {
  await local.stop()
  rmSync(dir, { recursive: true, force: true })
})

const query = async (url: string, text: string) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  return sql.unsafe(text).finally(() => sql.end())
}

describe('the embedded Supabase', () => {
  it('keeps its secrets where only their owner reads them', () => {
    expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8'))).toMatchObject({
      secretKey: local.secretKey,
      anonKey: local.anonKey,
    })
  })

  it('lets no other login near its accounts and files', async () => {
    await query(
      local.databaseUrl,
      `create role web_probe login password 'probe';
       create role web_member login password 'probe' in role anon, authenticated`,
    )
    for (const role of ['web_probe', 'web_member']) {
      const url = local.databaseUrl.replace(/postgres:[^@]+@/, `${role}:probe@`)
      for (const table of ['auth.users', 'auth.refresh_tokens', 'auth.factors', 'storage.objects']) {
        await expect(query(url, `select * from ${table}`), `${role} ${table}`).rejects.toThrow(
          /permission denied/,
        )
      }
    }
  })

  it('can be reached from this machine only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4')
    const ports = [local.databaseUrl, local.url, local.smtpUrl, local.mailboxUrl].map((url) =>
      Number(new URL(url).port),
    )
    for (const port of ports) {
      expect(await knock('127.0.0.1', port)).toBe('open')
      if (outside) expect(await knock(outside.address, port), `port ${port}`).toBe('closed')
    }
  })

  it('refuses another address, and production', async () => {
    const start = (over: object) => startSupabase({ dir: join(dir, 'other'), ports: ANY, ...over })
    await expect(start({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'not-loopback' })
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    const refused = start({}).finally(() => Object.assign(process.env, { NODE_ENV: before }))
    await expect(refused).rejects.toMatchObject({ code: 'not-for-production' })
    expect(existsSync(join(dir, 'other'))).toBe(false)
  })

  it('finds a taken port before it makes anything', async () => {
    const ports = { ...ANY, mailbox: Number(new URL(local.mailboxUrl).port) }
    await expect(startSupabase({ dir: join(dir, 'other'), ports })).rejects.toMatchObject({
      code: 'port-taken',
      wayOut: expect.stringContaining('MAILBOX_PORT='),
    })
    expect(existsSync(join(dir, 'other'))).toBe(false)
  })

  it('leaves no bytes behind that no object names', async () => {
    const headers = { apikey: local.secretKey, 'x-upsert': 'true' }
    const ask = (method: string, path: string, body: string) =>
      fetch(`${local.url}/storage/v1${path}`, { method, headers, body })
    const blobs = () =>
      readdirSync(join(dir, 'storage'), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      )
    await ask('POST', '/bucket', JSON.stringify({ name: 'letters' }))
    await ask('POST', '/object/letters/a', 'one')
    await ask('POST', '/object/letters/a', 'two')
    await fetch(`${local.url}/storage/v1/object/letters/a`, {
      method: 'POST',
      headers: { apikey: local.secretKey },
      body: 'three',
    })
    expect(blobs()).toHaveLength(1)
    await ask('DELETE', '/object/letters', JSON.stringify({ prefixes: ['a'] }))
    expect(blobs()).toHaveLength(0)
  })

  it('keeps keys, accounts and files across a restart, until it is reset', async () => {
    const apikey = local.secretKey
    const create = () =>
      fetch(`${local.url}/auth/v1/admin/users`, {
        method: 'POST',
        headers: { apikey },
        body: JSON.stringify({ email: 'kept@example.com', password: 'Correct-horse-battery-9' }),
      })
    expect((await create()).status).toBe(200)
    expect(() => resetSupabase(dir)).toThrow(/すでに動いています/)
    await local.stop()
    local = await startSupabase({ dir, ports: ANY, settings: { fsync: 'off' } })
    expect(local.secretKey).toBe(apikey)
    expect((await create()).status).toBe(422)
    await local.stop()
    resetSupabase(dir)
    local = await startSupabase({ dir, ports: ANY, settings: { fsync: 'off' } })
    expect(local.secretKey).not.toBe(apikey)
  })
})

const knock = (host: string, port: number) =>
  new Promise((settle) => {
    const socket = connect({ host, port, timeout: 1000 })
    const end = (state: string) => () => {
      socket.destroy()
      settle(state)
    }
    socket.once('connect', end('open')).once('error', end('closed')).once('timeout', end('closed'))
  })
