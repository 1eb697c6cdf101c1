import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { explainLog } from './explain-log.ts'
import { identityOf, isAlive } from './live-process.ts'
import { type RunningPostgres, startPostgres } from './start-postgres.ts'

const QUICK = { fsync: 'off' }
const DEAD_PID = 4_194_303

let folder: string
let dataDir: string
let said: string[]
let running: RunningPostgres[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
  dataDir = join(folder, 'postgres')
  said = []
  running = []
})
afterEach(async () => {
  for (const server of running) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (over: Partial<Parameters<typeof startPostgres>[0]> = {}) => {
  const onProgress = (sentence: string) => said.push(sentence)
  const server = await startPostgres({ dataDir, port: 0, settings: QUICK, onProgress, ...over })
  running.push(server)
  return server
}
const query = async (url: string, text: string) => {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  return sql.unsafe(text).finally(() => sql.end())
}
const pidOf = () => Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0])

/** Starts the same database from a process of its own, which says `ready` and stays. */
function startElsewhere() {
  const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))}
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: 0, settings: { fsync: 'off' } })
    console.log('ready'); setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

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
    expect(statSync(dataDir).mode & 0o077).toBe(0)
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
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false)
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
    expect(existsSync(dataDir)).toBe(false)
    other.close()
  })

  it('refuses a data folder that a live Postgres holds, with its pid', async () => {
    await start()
    const refused = { code: 'already-running', sentence: expect.stringContaining(String(pidOf())) }
    await expect(start()).rejects.toMatchObject(refused)
  })

  it('refuses a folder that it did not make, and leaves it alone', async () => {
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'letter.txt'), 'mine')
    await expect(start()).rejects.toMatchObject({ code: 'foreign-data' })
    expect(readFileSync(join(dataDir, 'letter.txt'), 'utf8')).toBe('mine')
  })

  it('refuses data of another major version', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'PG_VERSION'), '16\n')
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

describe('after an accident', () => {
  it('removes a lock whose process is gone, and says so', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'postmaster.pid'), `${DEAD_PID}\n${dataDir}\n`)
    await start()
    expect(said.join()).toContain(`プロセス番号 ${DEAD_PID}）は正しく終わっていませんでした`)
  })

  it('removes a lock whose number now belongs to another program', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`)
    await start()
    expect(said.join()).toContain(`プロセス番号 ${process.pid}）`)
  })

  const leaveUnfinished = (starter: string) => {
    const half = `${dataDir}.unfinished-00000000`
    mkdirSync(join(half, 'data'), { recursive: true })
    writeFileSync(join(half, 'starter'), starter)
    writeFileSync(join(half, 'data', 'PG_VERSION'), '17\n')
    return half
  }

  it('clears away a first start that was interrupted', async () => {
    const half = leaveUnfinished(`${DEAD_PID} 1`)
    await start()
    expect(said.join()).toContain('途中で止まっていました')
    expect(existsSync(half)).toBe(false)
  })

  it('clears it away also when the number of its starter belongs to another program by now', async () => {
    const half = leaveUnfinished(`${process.pid} 1`)
    await start()
    expect(existsSync(half)).toBe(false)
  })

  it('does not disturb a first start that is under way', async () => {
    const half = leaveUnfinished(identityOf(process.ppid) ?? '')
    await expect(start()).rejects.toMatchObject({ code: 'first-start-under-way' })
    expect(existsSync(half)).toBe(true)
  })

  it('starts anew although the first start was killed in the middle and its initdb lives on', async () => {
    const starter = startElsewhere()
    for (let i = 0; i < 500 && !halfMade(); i++) await sleep(10)
    await sleep(100)
    starter.kill('SIGKILL')
    expect(halfMade()).toBe(true)
    const { url } = await start()
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  const halfMade = () => readdirSync(folder).some((name) => name.startsWith('postgres.unfinished-'))

  it.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    'leaves no Postgres behind when its starter ends by %s',
    async (signal) => {
      const starter = startElsewhere()
      await new Promise((settle) => starter.stdout.once('data', settle))
      const pid = pidOf()
      starter.kill(signal)
      for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(50)
      expect(isAlive(pid)).toBe(false)
      await start()
    },
  )
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
      expect(said.join()).toContain('/var/lib/madoguchi-')
      expect(statSync('/root').mode & 0o001).toBe(0)
      await server.stop()
      const again = await start({ dataDir: join(closed, 'postgres') })
      expect(again.url.replace(/\d+\/postgres$/, '')).toBe(server.url.replace(/\d+\/postgres$/, ''))
      await again.stop()
      rmSync(join(closed, 'postgres'))
      await start({ dataDir: join(closed, 'postgres') })
      expect(said.join()).toContain('.removed')
    },
  )

  it('goes on as the owner of data that an ordinary user made', async () => {
    chmodSync(folder, 0o755)
    mkdirSync(dataDir)
    chownSync(dataDir, 65_534, 65_534)
    await start()
    expect(statSync(join(dataDir, 'PG_VERSION')).uid).toBe(65_534)
  })

  it('runs it as somebody else', async () => {
    await start()
    const owner = spawnSync('ps', ['-o', 'uid=', '-p', String(pidOf())], { encoding: 'utf8' }).stdout.trim()
    expect(owner).not.toBe('0')
  })
})
