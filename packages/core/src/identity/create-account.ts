import type { Admin } from '@madoguchi/db'
import { createClient } from '@supabase/supabase-js'
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

/** Makes a member of a municipality's staff, with an account of their own; nothing changes when the login id is there. */
export async function createStaffAccount(
  auth: Auth,
  admin: Admin,
  tenant: { id: string; slug: string },
  person: Person & { roles: string[] },
): Promise<string> {
  const user = await authUser(auth, authMailFor(person.loginId, tenant.slug), person.password)
  const [row] = await admin<[{ id: string }]>`
    insert into app.staff_members (tenant_id, auth_user_id, login_id, name, roles)
    values (${tenant.id}, ${user}, ${person.loginId}, ${person.name}, ${person.roles})
    on conflict (tenant_id, login_id) do update set auth_user_id = excluded.auth_user_id
    returning id`
  return row.id
}

/** Makes one of the vendor's operators, with an account of their own; nothing changes when the login id is there. */
export async function createOperatorAccount(auth: Auth, admin: Admin, person: Person): Promise<void> {
  const user = await authUser(auth, operatorMailFor(person.loginId), person.password)
  await admin`
    insert into app.operators (auth_user_id, login_id, name) values (${user}, ${person.loginId}, ${person.name})
    on conflict (login_id) do update set auth_user_id = excluded.auth_user_id`
}
