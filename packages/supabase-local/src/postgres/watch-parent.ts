import { spawn } from 'node:child_process'
import type { Account } from './account.ts'
import { postgresEnvironment } from './postgres-environment.ts'

// Ends when our end of the pipe closes, however we die (kill -9 too). The pid is compared with the lock file before
// it is signalled: by then it might belong to someone else.
const SCRIPT = `cat >/dev/null
[ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ] && kill -INT "$2"`

/** Leaves a small watcher behind that shuts Postgres down when this process is gone without having called `stop`. */
export function watchParent(dataDir: string, pid: number, account: Account): { end(): void } {
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'madoguchi-watch', dataDir, String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: postgresEnvironment(),
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  // Without these, a program that has nothing left to do could never end.
  watcher.unref()
  ;(watcher.stdin as unknown as { unref(): void }).unref()
  return {
    end() {
      if (watcher.pid) killGroup(watcher.pid)
    },
  }
}

function killGroup(pid: number) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
