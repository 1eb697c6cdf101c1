import { createClient, isAuthRetryableFetchError } from '@supabase/supabase-js'

/** Where Supabase Auth is, and the publishable key to ask it with. */
export type AuthServer = { url: string; key: string }

export type PasswordCheck =
  | { outcome: 'right'; authUserId: string }
  | { outcome: 'wrong' }
  | { outcome: 'unavailable' }

/**
 * Asks Supabase Auth whether the password belongs to the address. A fresh client each time: a shared one would keep the
 * last officer's session. What Auth opens is closed again at once; the program keeps sessions of its own.
 */
export async function checkPassword(
  auth: AuthServer,
  mail: string,
  password: string,
): Promise<PasswordCheck> {
  const client = createClient(auth.url, auth.key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
  const { data, error } = await client.auth.signInWithPassword({ email: mail, password })
  if (error) {
    const busy = isAuthRetryableFetchError(error) || error.status === 429 || (error.status ?? 500) >= 500
    return { outcome: busy ? 'unavailable' : 'wrong' }
  }
  await client.auth.signOut({ scope: 'local' })
  return { outcome: 'right', authUserId: data.user.id }
}
