import { readlinkSync, rmSync } from 'node:fs'
import { lockFolder } from './product/folder-lock.ts'

// A symlink when the project's own folder cannot be entered by Postgres' account: the data then lies in /var/lib.
const DATA = '.local/supabase/postgres'

try {
  lockFolder('.local')
} catch (running) {
  console.error(running instanceof Error ? running.message : running)
  process.exit(1)
}
try {
  rmSync(readlinkSync(DATA), { recursive: true, force: true })
} catch {
  // The usual case: everything lies in .local.
}
rmSync('.local', { recursive: true, force: true })
console.log('データを消しました。npm start で、初めから用意します。')
