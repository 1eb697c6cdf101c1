import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findDataDir } from './postgres/place.ts'
import { clearStaleLock } from './postgres/stale-lock.ts'
import { clearUnfinished } from './postgres/unfinished.ts'

/**
 * Throws away everything that `startSupabase` keeps in `dir`, also data that had to be moved to /var/lib.
 * Throws a StartError while the database is running.
 */
export function resetSupabase(dir: string): void {
  const dataDir = findDataDir(join(dir, 'postgres'))
  if (existsSync(dataDir)) clearStaleLock(dataDir, () => {})
  rmSync(dataDir, { recursive: true, force: true })
  if (existsSync(dirname(dataDir))) clearUnfinished(dataDir, () => {})
  for (const part of ['postgres', 'storage', 'mail', 'secrets.json']) {
    rmSync(join(dir, part), { recursive: true, force: true })
  }
}
