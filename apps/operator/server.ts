import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '@madoguchi/db'
import { openLanguages } from '@madoguchi/i18n'
import { openLog, readEnvironment, serve } from '@madoguchi/web'
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

const here = fileURLToPath(new URL('.', import.meta.url))
const dev =
  env.NODE_ENV === 'development'
    ? await (await import('@madoguchi/web/dev-server')).openDevServer(here, env.PORT)
    : null

const app = createOperatorApp({
  env,
  db,
  languages: openLanguages(),
  build: dev?.build ?? (await import('./build/server/index.js' as string)),
  folder: (name) => relative(process.cwd(), `${here}${name}`),
  log,
})

serve(dev ? { fetch: dev.inFrontOf(app.fetch) } : app, {
  port: env.PORT,
  host: env.HOST,
  log,
  close: async () => {
    await dev?.close()
    await db.close()
  },
})
