import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { startError } from '../start-error.ts'
import { postgresEnvironment } from './postgres-environment.ts'

/** The system account that Postgres runs as; undefined means the account we already are. */
export type Account = { name: string; uid: number; gid: number } | undefined

const OURS = 'madoguchi-db'

/**
 * Says which account Postgres runs as. Postgres refuses to run as root, so root lends it an unprivileged one:
 * the owner of data that is already there, else our own (made once with useradd or adduser), else an existing
 * `postgres` or `nobody`.
 */
export function accountForPostgres(dataDir: string, onProgress: (sentence: string) => void): Account {
  if (process.getuid?.() !== 0) return undefined
  const owner = ownerOf(dataDir)
  if (owner) return owner
  const known = accountNamed(OURS)
  if (known) return known
  const made = makeAccount()
  if (made) onProgress(`Postgres 用の一般アカウント ${OURS} を作りました（root では動かないため）。`)
  const account = made ?? accountNamed('postgres') ?? accountNamed('nobody')
  if (account) return account
  throw startError(
    'no-account',
    {
      ja: 'Postgres は root では動きません。代わりに使える一般アカウントも作れませんでした。',
      en: 'Postgres does not run as root, and no unprivileged account could be found or made.',
    },
    {
      ja: `一般利用者として実行するか、「useradd --system ${OURS}」を実行してからやり直してください。`,
      en: `Run as an ordinary user, or run \`useradd --system ${OURS}\` and start again.`,
    },
  )
}

/** Data that an ordinary user made must go on belonging to them, or their next start would find it locked. */
function ownerOf(dataDir: string): Account {
  const found = statSync(dataDir, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { name: String(found.uid), uid: found.uid, gid: found.gid } : undefined
}

function makeAccount(): Account {
  const nowhere = ['--home-dir', '/nonexistent', '--no-create-home', '--shell', '/usr/sbin/nologin']
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', ...nowhere, OURS]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', OURS]],
  ]
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: 'ignore', env: postgresEnvironment() })
    const account = accountNamed(OURS)
    if (account) return account
  }
  return undefined
}

function accountNamed(name: string): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined
}
