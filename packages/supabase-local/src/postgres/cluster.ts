import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { startError } from '../start-error.ts'
import type { Account } from './account.ts'
import { explainLog } from './explain-log.ts'
import { makeFolderFor, type Place } from './place.ts'
import { postgresEnvironment } from './postgres-environment.ts'
import { clearUnfinished, openUnfinished } from './unfinished.ts'

const MARKER = 'madoguchi.json'
const NEEDED_BYTES = 300 * 1024 * 1024

/** What we know of a complete data folder; written into it when its making was finished. */
export type Cluster = { password: string; major: string; madeAt: string }

/**
 * Opens the data folder, or makes it. It is made under another name and renamed when complete, so the folder either
 * is whole or is not there; a leftover from an interrupted start bears our own name and may be wiped.
 */
export async function openCluster(
  place: Place,
  account: Account,
  major: string,
  onProgress: (sentence: string) => void,
): Promise<Cluster> {
  const found = readCluster(place.dataDir, major)
  if (found) return found
  clearUnfinished(place.dataDir, onProgress)
  refuseFullDisk(dirname(place.dataDir))
  onProgress('データベースを新しく作っています（初回のみ）…')
  const half = openUnfinished(place.dataDir)
  const made = join(half, 'data')
  const cluster = { password: randomBytes(24).toString('base64url'), major, madeAt: new Date().toISOString() }
  const passwordFile = join(half, 'password')
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  makeFolderFor(account, made)
  await initdb(place.native, made, passwordFile, account)
  writeSafely(join(made, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n', account)
  writeSafely(join(made, MARKER), JSON.stringify(cluster), account)
  if (existsSync(place.dataDir)) rmdirSync(place.dataDir)
  renameSync(made, place.dataDir)
  rmSync(half, { recursive: true, force: true })
  return cluster
}

function readCluster(dataDir: string, major: string): Cluster | undefined {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return undefined
  const version =
    existsSync(join(dataDir, 'PG_VERSION')) && readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim()
  if (!version || !existsSync(join(dataDir, MARKER))) {
    throw startError(
      'foreign-data',
      {
        ja: `${dataDir} には、このプログラムが作ったものではないファイルがあります。消さずに止まりました。`,
        en: `${dataDir} holds files that this program did not make. Nothing was touched.`,
      },
      {
        ja: '中身を確かめて別の場所へ移してから、やり直してください。',
        en: 'Look at them, move them elsewhere, and start again.',
      },
    )
  }
  if (version !== major) {
    throw startError(
      'other-major-version',
      {
        ja: `${dataDir} のデータは Postgres ${version} のものです。今の Postgres は ${major} なので開けません。`,
        en: `The data in ${dataDir} was made by Postgres ${version}; this is Postgres ${major} and cannot open it.`,
      },
      {
        ja: 'データが不要なら「npm run reset」で新しく始めます。必要なら、元の版に戻して書き出してください。',
        en: 'Start anew with `npm run reset` if the data is not needed; otherwise go back and export it first.',
      },
    )
  }
  return JSON.parse(readFileSync(join(dataDir, MARKER), 'utf8')) as Cluster
}

function refuseFullDisk(folder: string) {
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  if (free >= NEEDED_BYTES) return
  const mega = (bytes: number) => Math.floor(bytes / 1024 / 1024)
  throw startError(
    'disk-full',
    {
      ja: `ディスクの空きが足りません（${folder} の空き ${mega(free)} MB、必要 ${mega(NEEDED_BYTES)} MB）。`,
      en: `Not enough disk space (${mega(free)} MB free at ${folder}, ${mega(NEEDED_BYTES)} MB needed).`,
    },
    { ja: '不要なファイルを消してから、やり直してください。', en: 'Free some space and start again.' },
  )
}

async function initdb(native: string, dataDir: string, passwordFile: string, account: Account) {
  const args = ['--pgdata', dataDir, '--username', 'postgres', '--pwfile', passwordFile, '--encoding', 'UTF8']
  // Without a UTF-8 LC_CTYPE, pg_trgm does not see Japanese characters as letters.
  const locale = ['--locale', 'C.UTF-8', '--locale-provider', 'icu', '--icu-locale', 'und']
  const auth = ['--auth-host', 'scram-sha-256', '--auth-local', 'reject', '--no-instructions']
  const child = spawn(join(native, 'bin', 'initdb'), [...args, ...locale, ...auth], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    env: postgresEnvironment(),
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  const code = await new Promise((settle, fail) => child.once('error', fail).once('close', settle))
  if (code !== 0) throw explainLog(said)
}

function writeSafely(path: string, text: string, account: Account) {
  writeFileSync(path, text, { mode: 0o600 })
  if (account) chownSync(path, account.uid, account.gid)
}
