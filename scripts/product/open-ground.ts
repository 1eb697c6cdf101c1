import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { addressFor, type Login, migrate, setLoginPasswords } from '@madoguchi/db/migrate'
import { installQueue } from '@madoguchi/db/queue'
import { isStartError, type SupabaseOptions, startSupabase } from '@madoguchi/supabase-local'
import { openSmsForDemo } from './open-sms-for-demo.ts'
import { productSecrets } from './product-secrets.ts'

type Options = {
  /** Where everything that is kept lies: `.local` for `npm start`, a temporary folder in tests. */
  folder: string
  ports: SupabaseOptions['ports']
  settings?: Record<string, string>
  signal?: AbortSignal
  onProgress: (sentence: string) => void
}

export type Ground = Awaited<ReturnType<typeof openGround>>

/** Starts what the programs stand on: Postgres, Auth, Storage, the mailbox and a stand-in for SMS; migrates; gives the logins passwords. */
export async function openGround({ folder, ports, settings, signal, onProgress }: Options) {
  const secrets = await productSecrets(folder)
  onProgress('データベースを起動しています…')
  const supabase = await startPatiently({
    dir: join(folder, 'supabase'),
    ports,
    onProgress,
    ...(settings && { settings }),
    auth: { mailsPerHour: 10_000 },
  })
  const urlFor = (login: Login) =>
    addressFor(supabase.databaseUrl, { login, password: secrets.logins[login] })
  try {
    signal?.throwIfAborted()
    await migrateAloud(supabase.databaseUrl, onProgress)
    await setLoginPasswords(supabase.databaseUrl, secrets.logins)
    await installQueue(urlFor('queue'))
  } catch (defect) {
    await supabase.stop()
    throw defect
  }
  const sms = await openSmsForDemo(supabase.smtpUrl)
  const stop = async () => {
    sms.close()
    await supabase.stop()
  }
  return { supabase: { ...supabase, stop }, secrets, urlFor, smsAccounts: sms.accounts }
}

/**
 * Whoever starts in this folder alone has its lock, so a Postgres still running there was left by a start that was
 * killed, and its watcher is ending it.
 */
async function startPatiently(options: SupabaseOptions) {
  for (const end = Date.now() + 5000; ; await sleep(200)) {
    try {
      return await startSupabase(options)
    } catch (error) {
      if (!isStartError(error) || error.code !== 'already-running' || Date.now() > end) throw error
    }
  }
}

async function migrateAloud(url: string, say: (sentence: string) => void) {
  let last = ''
  const onProgress = (name: string) => {
    if (!last) say('データベースの表を作っています…')
    last = name
  }
  const applied = await migrate(url, { onProgress }).catch((defect: Error) => {
    throw new Error(
      `データベースの表を新しい版に移せません：${last}\n${defect.message}\nデータが不要なら、npm run reset を実行してから npm start でやり直せます。`,
      { cause: defect },
    )
  })
  if (applied.length > 0) say(`データベースの表ができました（移行 ${applied.length} 件）`)
}
