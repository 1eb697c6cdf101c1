import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scripts/')
  } catch {
    return false
  }
}

/**
 * Keeps two starts out of one folder. A lock whose process is gone is a leftover and is taken over; a living one is named.
 * Throws a sentence with the way out.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'running.pid')
  let holder = 0
  try {
    holder = Number(readFileSync(file, 'utf8'))
  } catch {
    // No lock: the usual case.
  }
  if (holder && holder !== process.pid && alive(holder)) {
    throw new Error(
      `すでに起動しています（プロセス番号 ${holder}）。その画面で Ctrl-C を押して終えるか、そのままお使いください。`,
    )
  }
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}
