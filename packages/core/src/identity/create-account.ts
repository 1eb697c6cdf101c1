import type { Admin } from '@madoguchi/db'
import { createClient } from '@supabase/supabase-js'
import { saveMember, saveOperator } from './accounts.sql.ts'
import { authMailFor, operatorMailFor } from './staff-session-rules.ts'

type Auth = { url: string; secretKey: string }
type Person = { loginId: string; name: string; password: string }

/** The Auth account of a person, made now or found by its address. Throws when Auth refuses. */
async function authUser({ url, secretKey }: Auth, email: string | null, password: string): Promise<string> {
  if (!email) throw new Error('a login id is letters, digits, dots and hyphens, or a mail address')
  const client = createClient(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
  for (let page = 1; ; page++) {
    const { data, error } = await client.auth.admin.listUsers({ page, perPage: 200 })
    if (error) throw error
    const known = data.users.find((it) => it.email === email)
    if (known) return known.id
    if (data.users.length < 200) break
  }
  const { data, error } = await client.auth.admin.createUser({ email, password, email_confirm: true })
  if (error) throw error
  return data.user.id
}

/** As it is kept: one login id is one account, however it was typed. */
function plainId(loginId: string): string {
  const id = loginId.normalize('NFKC').trim().toLowerCase()
  // These addresses are ours to give: typed in, one would lead to the account of another municipality or the vendor.
  if (id.endsWith('.invalid')) throw new Error('a login id must not be an address below .invalid')
  return id
}

/** Makes a member of a municipality's staff, with an account of their own; nothing changes when the login id is there. */
export async function createStaffAccount(
  auth: Auth,
  admin: Admin,
  tenant: { id: string; slug: string },
  person: Person & { roles: string[] },
): Promise<string> {
  const loginId = plainId(person.loginId)
  const user = await authUser(auth, authMailFor(loginId, tenant.slug), person.password)
  return saveMember(admin, { ...person, loginId, tenantId: tenant.id, authUserId: user })
}

/** Makes one of the vendor's operators, with an account of their own; nothing changes when the login id is there. */
export async function createOperatorAccount(auth: Auth, admin: Admin, person: Person): Promise<void> {
  const loginId = plainId(person.loginId)
  const user = await authUser(auth, operatorMailFor(loginId), person.password)
  await saveOperator(admin, { ...person, loginId, authUserId: user })
}
