import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = [
  '/usr/bin/pgbench',
  '/usr/lib/postgresql/15/bin/pgbench',
  '/usr/lib/postgresql/17/bin/pgbench',
]

/** Where pgbench is (Debian's package postgresql-15, or its contrib), or where PGBENCH says; null when there is none to measure against. */
export function findPgbench(): string | null {
  const places = process.env.PGBENCH ? [process.env.PGBENCH] : PLACES
  return places.find((it) => existsSync(it)) ?? null
}

/** Runs a script file with `clients` prepared connections for `seconds`; returns transactions per second. Throws with its words. */
export function pgbench(
  program: string,
  url: string,
  script: string,
  clients: number,
  seconds: number,
): Promise<number> {
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(clients),
    '-j',
    '2',
    '-T',
    String(seconds),
    '-f',
    script,
    url,
  ]
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.once('error', fail)
    child.once('exit', () => {
      const tps = Number(/tps = ([\d.]+)/.exec(said)?.[1])
      const failed = Number(/number of failed transactions: (\d+)/.exec(said)?.[1] ?? 0)
      if (tps > 0 && failed === 0) done(tps)
      else fail(new Error(`pgbench: ${said.slice(-800)}`))
    })
  })
}
