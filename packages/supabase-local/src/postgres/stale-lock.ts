import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startError } from '../start-error.ts'
import { commandLine, isAlive } from './live-process.ts'

/**
 * Looks at the lock that a running Postgres keeps in its data folder. A live Postgres there is refused with its pid;
 * a lock whose process is gone, or is another program by now, is removed and that is said.
 */
export function clearStaleLock(dataDir: string, onProgress: (sentence: string) => void) {
  const lock = join(dataDir, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  if (Number.isInteger(pid) && pid > 0 && isAlive(pid) && isPostgresOf(pid, dataDir)) {
    throw startError(
      'already-running',
      {
        ja: `このデータベースは、すでに動いています（プロセス番号 ${pid}）。`,
        en: `This database is already running (pid ${pid}).`,
      },
      {
        ja: `もう一方の画面で Ctrl-C を押して終えるか、「kill -INT ${pid}」で止めてから、やり直してください。`,
        en: `Press Ctrl-C in the other terminal, or stop it with \`kill -INT ${pid}\`, then start again.`,
      },
    )
  }
  rmSync(lock, { force: true })
  onProgress(
    `前回の Postgres（プロセス番号 ${pid}）は正しく終わっていませんでした。残っていた印を消して続けます。`,
  )
}

/** Its working folder is its data folder; where another account's process hides that, the name alone must do. */
function isPostgresOf(pid: number, dataDir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir
  } catch {
    return /postgres/.test(commandLine(pid))
  }
}
