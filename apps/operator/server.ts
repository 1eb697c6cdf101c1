import { openDatabase } from '@madoguchi/db'
import { openLanguages } from '@madoguchi/i18n'
import { openLog, openPages, readEnvironment, serve } from '@madoguchi/web'
import { z } from 'zod'
import { createOperatorApp } from './operator-app.ts'

const env = readEnvironment(process.env, {
  /** The exact host name at which the vendor's console is met. */
  OPERATOR_HOST: z.string().min(1),
  SUPABASE_URL: z.url(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
})
const log = openLog('operator')
const db = openDatabase(env.DATABASE_URL, { name: 'madoguchi-operator', max: 6 })

const pages = await openPages(import.meta.url, env)
const app = createOperatorApp({
  env,
  db,
  languages: openLanguages(),
  build: pages.build,
  folder: pages.folder,
  log,
})

serve(
  { fetch: pages.inFrontOf(app.fetch) },
  {
    port: env.PORT,
    host: env.HOST,
    log,
    close: async () => {
      await pages.close()
      await db.close()
    },
  },
)
