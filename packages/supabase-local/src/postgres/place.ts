import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

/** Where Postgres really works: its data folder (which may not exist yet) and the folder that holds bin/. */
export type Place = { dataDir: string; native: string }

/**
 * Settles where data and binaries lie. Normally that is where they are; when we are root and a parent folder
 * (say /root, 0700) cannot be entered by the account that Postgres runs as, both move to
 * /var/lib/madoguchi-<hash of the project's path>, and a symlink is left where the data was asked for.
 */
export function settlePlace(
  wantedDataDir: string,
  binaries: Binaries,
  account: Account,
  onProgress: (sentence: string) => void,
): Place {
  const wanted = resolve(wantedDataDir)
  mkdirSync(dirname(wanted), { recursive: true })
  if (!account) return { dataDir: wanted, native: binaries.native }
  openTemporaryParents(wanted, account)
  const refuge = join('/var/lib', `madoguchi-${shortHash(binaries.project)}`)
  const native = mayEnter(binaries.native, account)
    ? binaries.native
    : copyBinaries(binaries, refuge, onProgress)
  if (mayEnter(dirname(wanted), account) && !isSymlink(wanted)) return { dataDir: wanted, native }
  return { dataDir: moveData(wanted, refuge, onProgress), native }
}

/** Where the data of this folder really lies: behind its symlink, if it had to be moved out of the project. */
export function findDataDir(wanted: string): string {
  return isSymlink(wanted) ? readlinkSync(wanted) : resolve(wanted)
}

function copyBinaries(binaries: Binaries, refuge: string, onProgress: (sentence: string) => void): string {
  const copy = join(refuge, `postgres-${binaries.version}`)
  if (existsSync(copy)) return copy
  onProgress(
    `プロジェクトのフォルダーには Postgres のアカウントが入れないため、実行ファイルを ${copy} に写します。`,
  )
  mkdirSync(refuge, { recursive: true, mode: 0o755 })
  const half = `${copy}.copying-${process.pid}`
  cpSync(binaries.native, half, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(half, copy)
  } catch (error) {
    // Another start finished the same copy first; theirs is as good as ours.
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

function moveData(wanted: string, refuge: string, onProgress: (sentence: string) => void): string {
  const moved = join(refuge, `data-${shortHash(wanted)}`)
  mkdirSync(refuge, { recursive: true, mode: 0o755 })
  if (isSymlink(wanted)) return findDataDir(wanted)
  if (existsSync(moved)) {
    // The link is gone, so the project folder was removed or made anew: its secrets went with it, and old rows
    // would not match new ones. The last such data is kept aside, never deleted in passing.
    const aside = `${moved}.removed`
    rmSync(aside, { recursive: true, force: true })
    renameSync(moved, aside)
    onProgress(`前のプロジェクトのデータが残っていたので ${aside} に移し、新しく始めます。`)
  }
  symlinkSync(moved, wanted)
  onProgress(`Postgres のデータは ${moved} に置きます（${wanted} はそこへのリンクです）。`)
  return moved
}

/**
 * A test's folder from mkdtemp is 0700 and ours; letting others pass through it (not list it) keeps the data there,
 * where the test removes it. Outside the temporary folder no permission is ever changed.
 */
function openTemporaryParents(path: string, account: NonNullable<Account>) {
  const inTemporary = `${resolve(tmpdir())}${sep}`
  for (const parent of parents(path)) {
    if (!parent.startsWith(inTemporary) || mayPass(parent, account)) continue
    if (statSync(parent).uid === process.getuid?.()) chmodSync(parent, statSync(parent).mode | 0o011)
  }
}

const mayEnter = (path: string, account: NonNullable<Account>) =>
  [...parents(path), path].every((folder) => mayPass(folder, account))

function mayPass(folder: string, account: NonNullable<Account>): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

function parents(path: string): string[] {
  const up = dirname(path)
  return up === path ? [] : [...parents(up), up]
}

function isSymlink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Makes an empty folder that belongs to the account (0700). */
export function makeFolderFor(account: Account, path: string) {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (account) chownSync(path, account.uid, account.gid)
}
