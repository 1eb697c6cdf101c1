import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LOGINS, migrate, setLoginPasswords } from '@madoguchi/db/migrate'
import { startPostgres } from '@madoguchi/supabase-local'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: vitest is augmented by merging an interface
  interface ProvidedContext {
    /** The superuser of the run's own Postgres, on its maintenance database. */
    superuserUrl: string
    /** The migrated database that every test file clones. */
    templateDatabase: string
  }
}

const TEMPLATE = 'madoguchi_template'

async function createTemplate(superuserUrl: string) {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  await sql`create database ${sql(TEMPLATE)}`.finally(() => sql.end())
  return Object.assign(new URL(superuserUrl), { pathname: TEMPLATE }).href
}

/** One Postgres for the whole run, migrated once; packages/db/src/testing clones the template for each test file. */
export default async function database(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-test-'))
  const cluster = await startPostgres({
    dataDir,
    port: 0,
    // The cluster is thrown away at the end: nothing in it is worth waiting for a disk.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })

  try {
    await migrate(await createTemplate(cluster.url))
    // As testPassword() in packages/db/src/testing says.
    await setLoginPasswords(
      cluster.url,
      Object.fromEntries(LOGINS.map((login) => [login, `test-${login}`])) as Record<(typeof LOGINS)[number], string>,
    )
  } catch (defect) {
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
    throw defect
  }

  project.provide('superuserUrl', cluster.url)
  project.provide('templateDatabase', TEMPLATE)

  return async () => {
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
