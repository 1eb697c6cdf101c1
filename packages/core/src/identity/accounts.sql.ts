import type { Admin } from '@madoguchi/db'

/** Writes a member of staff down, or gives the one with this login id its account. Answers the member's id. */
export async function saveMember(
  admin: Admin,
  it: { tenantId: string; authUserId: string; loginId: string; name: string; roles: string[] },
): Promise<string> {
  const [row] = await admin<[{ id: string }]>`
    insert into app.staff_members (tenant_id, auth_user_id, login_id, name, roles)
    values (${it.tenantId}, ${it.authUserId}, ${it.loginId}, ${it.name}, ${it.roles})
    on conflict (tenant_id, login_id) do update set auth_user_id = excluded.auth_user_id
    returning id`
  return row.id
}

export const saveOperator = (
  admin: Admin,
  it: { authUserId: string; loginId: string; name: string },
) => admin`
  insert into app.operators (auth_user_id, login_id, name) values (${it.authUserId}, ${it.loginId}, ${it.name})
  on conflict (login_id) do update set auth_user_id = excluded.auth_user_id
  -- tenant: none, the vendor's own`
