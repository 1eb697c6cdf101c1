import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { explainLog } from './explain-log.ts'
import { isAlive } from './live-process.ts'
import { query, startingPlace } from './starting-place.ts'

const { place, start, pidOf } = startingPlace()

describe('a database that starts', () => {
  it('is Postgres 17 in UTF-8 with ICU, keeps its time in UTC, and asks for a password', async () => {
    const { url } = await start()
    const [row] = await query(
      url,
      `select current_setting('server_version_num')::int / 10000 as major, current_setting('timezone') as zone,
         current_setting('server_encoding') as encoding, 'か' < 'が' and 'が' < 'き' as kana_order,
         (select datlocprovider from pg_database where datname = 'postgres') as provider`,
    )
    expect(row).toEqual({ major: 17, zone: 'UTC', encoding: 'UTF8', kana_order: true, provider: 'i' })
    await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
      /password authentication/,
    )
    expect(statSync(place.dataDir).mode & 0o077).toBe(0)
  })

  it('sees Japanese characters as letters in trigrams', async () => {
    const { url } = await start()
    const [row] = await query(url, `create extension pg_trgm; select show_trgm('上尾市役所') as found`).then(
      (all) => all[1] ?? [],
    )
    expect(row?.found.length).toBeGreaterThan(3)
  })

  it('has Supabase’s roles, which cannot log in', async () => {
    const { url } = await start()
    const roles = await query(
      url,
      `select rolname, rolcanlogin, rolbypassrls from pg_roles
       where rolname in ('anon', 'authenticated', 'service_role') order by 1`,
    )
    expect(roles.map((role) => Object.values(role))).toEqual([
      ['anon', false, false],
      ['authenticated', false, false],
      ['service_role', false, true],
    ])
  })

  it('keeps data and password across restarts', async () => {
    const first = await start()
    await query(first.url, 'create table kept (n int); insert into kept values (7)')
    await first.stop()
    const second = await start({ port: first.port })
    expect(second.url).toBe(first.url)
    expect((await query(second.url, 'select n from kept'))[0]).toEqual({ n: 7 })
  })

  it('waits for its process to end when stopped, and may be stopped twice', async () => {
    const server = await start()
    const pid = pidOf()
    await server.stop()
    expect(isAlive(pid)).toBe(false)
    await server.stop()
    expect(existsSync(join(place.dataDir, 'postmaster.pid'))).toBe(false)
  })
})

describe('a start that cannot be', () => {
  it('names the program on a taken port and the variable that changes it', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((settle) => other.once('listening', settle))
    const { port } = other.address() as { port: number }
    await expect(start({ port })).rejects.toMatchObject({
      code: 'port-taken',
      sentence: expect.stringMatching(new RegExp(`ポート ${port} は.*（プロセス番号 ${process.pid}）`)),
      wayOut: expect.stringContaining('POSTGRES_PORT='),
    })
    expect(existsSync(place.dataDir)).toBe(false)
    other.close()
  })

  it('refuses a data folder that a live Postgres holds, with its pid', async () => {
    await start()
    const refused = { code: 'already-running', sentence: expect.stringContaining(String(pidOf())) }
    await expect(start()).rejects.toMatchObject(refused)
  })

  it('refuses a folder that it did not make, and leaves it alone', async () => {
    mkdirSync(place.dataDir)
    writeFileSync(join(place.dataDir, 'letter.txt'), 'mine')
    await expect(start()).rejects.toMatchObject({ code: 'foreign-data' })
    expect(readFileSync(join(place.dataDir, 'letter.txt'), 'utf8')).toBe('mine')
  })

  it('refuses data of another major version', async () => {
    await (await start()).stop()
    writeFileSync(join(place.dataDir, 'PG_VERSION'), '16\n')
    const refused = { code: 'other-major-version', sentence: expect.stringContaining('16') }
    await expect(start()).rejects.toMatchObject(refused)
  })

  it('refuses production', async () => {
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    await expect(
      start().finally(() => Object.assign(process.env, { NODE_ENV: before })),
    ).rejects.toMatchObject({
      code: 'not-for-production',
    })
  })

  it('says what the server said when a setting is wrong', async () => {
    const refused = { code: 'database-did-not-start', sentence: expect.stringContaining('shared_buffers') }
    await expect(start({ settings: { shared_buffers: 'much' } })).rejects.toMatchObject(refused)
  })

  it('recognises a full disk in what the server said', () => {
    const log = 'FATAL:  could not write to file "pg_wal/x": No space left on device'
    expect(explainLog(log)).toMatchObject({
      code: 'disk-full',
      wayOut: expect.stringContaining('不要なファイル'),
    })
  })
})

describe.skipIf(process.getuid?.() !== 0)('root, in a folder that nobody else may enter', () => {
  const closed = '/root/.madoguchi-test'
  afterEach(() => {
    const moved = existsSync(join(closed, 'postgres')) ? readlinkSync(join(closed, 'postgres')) : undefined
    for (const path of [moved, moved && `${moved}.removed`, closed])
      if (path) rmSync(path, { recursive: true, force: true })
    if (moved && readdirSync(dirname(moved)).length === 0) rmdirSync(dirname(moved))
  })

  it.skipIf((statSync('/root').mode & 0o001) !== 0)(
    'keeps its data in /var/lib and leaves a link',
    async () => {
      const server = await start({ dataDir: join(closed, 'postgres') })
      expect(readlinkSync(join(closed, 'postgres'))).toMatch(/^\/var\/lib\/madoguchi-[0-9a-f]+\/data-/)
      expect(place.said.join()).toContain('/var/lib/madoguchi-')
      expect(statSync('/root').mode & 0o001).toBe(0)
      await server.stop()
      const again = await start({ dataDir: join(closed, 'postgres') })
      expect(again.url.replace(/\d+\/postgres$/, '')).toBe(server.url.replace(/\d+\/postgres$/, ''))
      await again.stop()
      rmSync(join(closed, 'postgres'))
      await start({ dataDir: join(closed, 'postgres') })
      expect(place.said.join()).toContain('.removed')
    },
  )

  it('goes on as the owner of data that an ordinary user made', async () => {
    chmodSync(place.folder, 0o755)
    mkdirSync(place.dataDir)
    chownSync(place.dataDir, 65_534, 65_534)
    await start()
    expect(statSync(join(place.dataDir, 'PG_VERSION')).uid).toBe(65_534)
  })

  it('runs it as somebody else', async () => {
    await start()
    const owner = spawnSync('ps', ['-o', 'uid=', '-p', String(pidOf())], { encoding: 'utf8' }).stdout.trim()
    expect(owner).not.toBe('0')
  })
})
