import { join } from 'node:path'
import { addressFor, type Login, migrate, setLoginPasswords } from '@madoguchi/db/migrate'
import { installQueue } from '@madoguchi/db/queue'
import { type SupabaseOptions, startSupabase } from '@madoguchi/supabase-local'
import { productSecrets } from './product-secrets.ts'

type Options = {
  /** Where everything that is kept lies: `.local` for `npm start`, a temporary folder in tests. */
  folder: string
  ports: SupabaseOptions['ports']
  settings?: Record<string, string>
  onProgress: (sentence: string) => void
}

export type Ground = Awaited<ReturnType<typeof openGround>>

/** Starts what the programs stand on: Postgres, Auth, Storage and the mailbox; migrates; gives the logins passwords. */
export async function openGround({ folder, ports, settings, onProgress }: Options) {
  const secrets = await productSecrets(folder)
  const supabase = await startSupabase({
    dir: join(folder, 'supabase'),
    ports,
    onProgress,
    ...(settings && { settings }),
    auth: { mailsPerHour: 10_000 },
  })
  const urlFor = (login: Login) =>
    addressFor(supabase.databaseUrl, { login, password: secrets.logins[login] })
  try {
    await migrate(supabase.databaseUrl, { onProgress: (name) => onProgress(`表を整えています：${name}`) })
    await setLoginPasswords(supabase.databaseUrl, secrets.logins)
    await installQueue(urlFor('queue'))
  } catch (defect) {
    await supabase.stop()
    throw defect
  }
  return { supabase, secrets, urlFor }
}
