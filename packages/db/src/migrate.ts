import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { connect } from './database.ts'

const MIGRATIONS = fileURLToPath(new URL('../../../supabase/migrations/', import.meta.url))
const FILE = /^(\d{14})_(.+)\.sql$/

type Options = { onProgress?: (sentence: string) => void; folder?: string }

/**
 * Applies the migrations that `url`'s database does not have yet, each in a transaction of its own, and returns their
 * versions. Keeps the same ledger as the Supabase CLI: `supabase db push` and this can take turns.
 * `url` is a login that may create roles; a failing migration leaves nothing of itself behind and throws.
 */
export async function migrate(url: string, { onProgress = () => {}, folder = MIGRATIONS }: Options = {}) {
  const files = await migrationsIn(folder)
  const sql = connect(url, { max: 1 })
  try {
    await sql`create schema if not exists supabase_migrations`
    await sql`create table if not exists supabase_migrations.schema_migrations (version text primary key)`
    await sql`alter table supabase_migrations.schema_migrations
      add column if not exists statements text[], add column if not exists name text`
    const known = new Set(
      (await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`).map(
        (row) => row.version,
      ),
    )
    const applied: string[] = []
    for (const { file, version, name } of files.filter((it) => !known.has(it.version))) {
      onProgress(`${name}（${version}）`)
      const text = await readFile(`${folder}/${file}`, 'utf8')
      await sql.begin(async (tx) => {
        await tx.unsafe(text)
        await tx`insert into supabase_migrations.schema_migrations (version, statements, name)
          values (${version}, ${[text]}, ${name})`
      })
      applied.push(version)
    }
    return applied
  } finally {
    await sql.end()
  }
}

// The ledger knows a migration by its number alone: of two with the same one, the second would fail halfway or be lost.
async function migrationsIn(folder: string) {
  const files = (await readdir(folder)).sort().flatMap((file) => {
    const [, version, name] = FILE.exec(file) ?? []
    return version && name ? [{ file, version, name }] : []
  })
  const twice = files.find(({ version }, n) => version === files[n - 1]?.version)
  if (twice) throw new Error(`Two migrations have the number ${twice.version}: give ${twice.file} another`)
  return files
}

export const LOGINS = ['web_booking', 'web_staff', 'web_operator', 'web_api', 'queue'] as const
export type Login = (typeof LOGINS)[number]

/** Gives the programs' logins their passwords. Migrations hold none; in production the operator sets them. */
export async function setLoginPasswords(url: string, passwords: Record<Login, string>) {
  const sql = connect(url, { max: 1 })
  try {
    for (const login of LOGINS) {
      const [row] = await sql<[{ command: string }]>`
        select format('alter role %I password %L', ${login}::text, ${passwords[login]}::text) as command`
      await sql.unsafe(row.command)
    }
  } finally {
    await sql.end()
  }
}

/** The same address with another login, password or database. */
export function addressFor(url: string, change: { login?: string; password?: string; database?: string }) {
  const address = new URL(url)
  if (change.login) address.username = change.login
  if (change.password) address.password = change.password
  if (change.database) address.pathname = change.database
  return address.href
}
