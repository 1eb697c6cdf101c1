import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { dumpSchema } from '@madoguchi/db/dump-schema'
import { addressFor, migrate } from '@madoguchi/db/migrate'
import { type RunningPostgres, startPostgres } from '@madoguchi/supabase-local'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder: string
let postgres: RunningPostgres

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-push-'))
  chmodSync(folder, 0o755)
  postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: 0,
    settings: { fsync: 'off', synchronous_commit: 'off' },
  })
})
afterAll(async () => {
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** As an operator runs it (docs/operations/running.md); what the CLI keeps for itself goes to a home of its own. */
function push(url: string) {
  const pushed = spawnSync('node_modules/.bin/supabase', ['db', 'push', `--remote=${url}`, '--yes'], {
    encoding: 'utf8',
    env: { ...process.env, HOME: folder, SUPABASE_TELEMETRY_DISABLED: '1' },
  })
  return { code: pushed.status, said: `${pushed.stdout}${pushed.stderr}` }
}

describe('a plain Postgres that nobody has migrated', () => {
  it(`is given every migration by supabase db push, and ours then finds nothing to do ${req('1.B.13')}`, async () => {
    const first = push(postgres.url)
    expect(first.said).toContain('Finished supabase db push')
    expect(first.code).toBe(0)
    expect(await migrate(postgres.url)).toEqual([])
    expect(await dumpSchema(postgres.url)).toBe(readFileSync('supabase/schema.sql', 'utf8'))
  })

  it(`is given them by ours, and supabase db push then finds nothing to do ${req('1.B.13')}`, async () => {
    const url = addressFor(postgres.url, { database: 'template1' })
    expect((await migrate(url)).length).toBeGreaterThan(10)
    const second = push(url)
    expect(second.said).toContain('up to date')
    expect(second.code).toBe(0)
  })
})
