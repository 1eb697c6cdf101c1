import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addressFor, LOGINS, type Login, migrate, setLoginPasswords } from '@madoguchi/db/migrate'
import { type RunningPostgres, startPostgres } from '@madoguchi/supabase-local'
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

// The cluster is thrown away at the end: nothing in it is worth waiting for a disk.
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

// As packages/db/src/testing expects them.
const passwords = Object.fromEntries(LOGINS.map((login) => [login, `test-${login}`])) as Record<Login, string>

/** One Postgres for the whole run, migrated once; packages/db/src/testing clones the template for each test file. */
export default async function database(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-test-'))
  let cluster: RunningPostgres | undefined
  const putAway = async () => {
    await cluster?.stop()
    await rm(folder, { recursive: true, force: true })
  }

  try {
    // Started by root, Postgres runs as another user, who has to get through to its data.
    await chmod(folder, 0o755)
    cluster = await startPostgres({ dataDir: join(folder, 'postgres'), port: 0, settings })
    await makeTemplate(cluster.url)
    project.provide('superuserUrl', cluster.url)
    project.provide('templateDatabase', TEMPLATE)
  } catch (defect) {
    await putAway()
    throw defect
  }
  return putAway
}

async function makeTemplate(superuserUrl: string) {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} })
  await sql`create database ${sql(TEMPLATE)}`.finally(() => sql.end())

  const template = addressFor(superuserUrl, { database: TEMPLATE })
  await migrate(template)
  await setLoginPasswords(template, passwords)
}
