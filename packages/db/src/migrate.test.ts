import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { migrate } from './migrate.ts'

it('refuses two migrations with one number before it touches the database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const name of ['waiting', 'letters'])
    writeFileSync(join(folder, `20260101000000_${name}.sql`), 'select 1')
  const nowhere = 'postgres://nobody@127.0.0.1:1/nothing'
  await expect(migrate(nowhere, { folder })).rejects.toThrow(
    'Two migrations have the number 20260101000000: give 20260101000000_waiting.sql another',
  )
})
