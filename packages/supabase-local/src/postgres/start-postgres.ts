import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainFileError } from '../explain-file-error.ts'
import { refuseProduction } from '../refuse-production.ts'
import { isStartError } from '../start-error.ts'
import { type Account, accountForPostgres } from './account.ts'
import { findBinaries } from './binaries.ts'
import { openCluster } from './cluster.ts'
import { explainLog } from './explain-log.ts'
import { type Place, settlePlace } from './place.ts'
import { freePort } from './port.ts'
import { postgresEnvironment } from './postgres-environment.ts'
import { makeRoles } from './roles.ts'
import { clearStaleLock } from './stale-lock.ts'
import { watchParent } from './watch-parent.ts'

export type PostgresOptions = {
  /** Made if missing. When root starts it below a closed folder (/root), it becomes a link into /var/lib. */
  dataDir: string
  /** 0 means any free port. */
  port: number
  /** Server settings, such as `{ fsync: 'off' }` in tests. */
  settings?: Record<string, string>
  onProgress?: (sentence: string) => void
}

export type RunningPostgres = {
  /** Superuser `postgres`, database `postgres`, on 127.0.0.1. */
  url: string
  port: number
  /** Resolves when the server has ended, by `stop` or by itself. */
  ended: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts Postgres only (tests, bench, and as the first half of `startSupabase`): scram passwords on 127.0.0.1, UTF-8,
 * ICU, time zone UTC, with Supabase's roles anon, authenticated and service_role. Throws a StartError.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  refuseProduction()
  return start(options).catch((error: unknown) => {
    throw explainFileError(error)
  })
}

async function start(options: PostgresOptions): Promise<RunningPostgres> {
  const onProgress = options.onProgress ?? (() => {})
  const binaries = findBinaries()
  const account = accountForPostgres(options.dataDir, onProgress)
  const place = settlePlace(options.dataDir, binaries, account, onProgress)
  if (existsSync(place.dataDir)) clearStaleLock(place.dataDir, onProgress)
  // Asked before the data is made: a taken port should cost nobody the wait.
  await freePort(options.port, 'postgres')
  const cluster = await openCluster(place, account, binaries.major, onProgress)
  const { port, ...server } = await launchOnFreePort(place, account, options)
  const url = `postgresql://postgres:${cluster.password}@127.0.0.1:${port}/postgres`
  try {
    await makeRoles(url)
  } catch (error) {
    await server.stop()
    throw error
  }
  return { url, port, ...server }
}

/** A port found free may be taken by another start in the next moment; when any port will do, we try another. */
async function launchOnFreePort(place: Place, account: Account, options: PostgresOptions, attempt = 1) {
  const port = await freePort(options.port, 'postgres')
  try {
    return { port, ...(await launch(place, account, port, options.settings ?? {})) }
  } catch (error) {
    const another = options.port === 0 && attempt < 5 && isStartError(error) && error.code === 'port-taken'
    if (!another) throw error
    return launchOnFreePort(place, account, options, attempt + 1)
  }
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '200',
  logging_collector: 'off',
}

async function launch(place: Place, account: Account, port: number, settings: Record<string, string>) {
  const log = join(place.dataDir, 'server.log')
  if (existsSync(log) && statSync(log).size > 5_000_000) renameSync(log, `${log}.old`)
  const logFrom = existsSync(log) ? statSync(log).size : 0
  const all = Object.entries({ ...SETTINGS, ...settings, port: String(port) })
  const args = ['-D', place.dataDir, ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const out = openSync(log, 'a', 0o600)
  // Its own process group: Ctrl-C at the terminal must reach the programs first, and Postgres last.
  const child = spawn(join(place.native, 'bin', 'postgres'), args, {
    detached: true,
    stdio: ['ignore', out, out],
    cwd: '/',
    env: postgresEnvironment(),
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  closeSync(out)
  const ended = new Promise<void>((settle) =>
    child.once('close', () => settle()).once('error', () => settle()),
  )
  const watch = watchParent(place.dataDir, child.pid ?? 0, account)
  const explain = () => explainLog(readFileSync(log).subarray(logFrom).toString())
  await untilReady(child, place.dataDir, explain).catch((error: unknown) => {
    watch.end()
    throw error
  })
  child.unref()
  return {
    ended,
    async stop() {
      await shutDown(child, ended)
      watch.end()
    },
  }
}

/** Postgres writes its state into the eighth line of its lock file; reading it is quicker than knocking. */
async function untilReady(child: ChildProcess, dataDir: string, explain: () => Error) {
  for (const began = Date.now(); Date.now() - began < 120_000; await sleep(10)) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) throw explain()
    const lines = readIfThere(join(dataDir, 'postmaster.pid')).split('\n')
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
  }
  child.kill('SIGQUIT')
  throw explain()
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** SIGINT is Postgres's fast shutdown: it ends connections, writes everything down, and closes. */
async function shutDown(child: ChildProcess, ended: Promise<void>) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  child.kill('SIGINT')
  const patience = new AbortController()
  const late = sleep(30_000, 'late' as const, { signal: patience.signal }).catch(() => 'in time' as const)
  if ((await Promise.race([ended, late])) === 'late') child.kill('SIGQUIT')
  patience.abort()
  await ended
}
