import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dumpSchema } from '@madoguchi/db/dump-schema'
import { migrate } from '@madoguchi/db/migrate'
import { startPostgres } from '@madoguchi/supabase-local'

const file = new URL('../supabase/schema.sql', import.meta.url)

// A Postgres of its own, thrown away afterwards: what is dumped is what the migrations make, and nothing else.
const folder = await mkdtemp(join(tmpdir(), 'madoguchi-schema-'))
await chmod(folder, 0o755)
const cluster = await startPostgres({
  dataDir: join(folder, 'postgres'),
  port: 0,
  settings: { fsync: 'off' },
})
try {
  await migrate(cluster.url)
  await writeFile(file, await dumpSchema(cluster.url))
  console.log('supabase/schema.sql')
} finally {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
