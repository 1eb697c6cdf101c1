import type { Tx } from '@madoguchi/db'
import type { StaffId, TenantId, VenueId } from '../kernel.ts'
import type { StaffRole } from './staff-session-rules.ts'

export type StaffMember = { id: StaffId; name: string; roles: StaffRole[] }
export type StaffSession = StaffMember & {
  sessionId: string
  venueId: VenueId | null
  createdAt: Date
  lastSeenAt: Date
}

/** Is the address in the municipality's list? Postgres compares: one parser for what was written and what is asked. */
export async function isAddressListed(tx: Tx, tenantId: TenantId, address: string) {
  const [row] = await tx<[{ listed: boolean }]>`
    select exists (
      select from app.address_ranges r where r.tenant_id = ${tenantId} and ${address}::inet <<= r.range
    ) as listed`
  return row.listed
}

/** The session a secret opens from this address: the same machine, or in IPv6 the same /64, where addresses roam. */
export async function sessionOf(tx: Tx, tenantId: TenantId, hash: Buffer, address: string) {
  const [session] = await tx<StaffSession[]>`
    select m.id, m.name, m.roles, s.id as session_id, s.venue_id, s.created_at, s.last_seen_at
    from app.staff_sessions s
    join app.staff_members m on m.tenant_id = s.tenant_id and m.id = s.staff_id
    where s.tenant_id = ${tenantId} and s.token_hash = ${hash} and s.ended_at is null and m.active
      and ${address}::inet <<= set_masklen(s.address, case family(s.address) when 4 then 32 else 64 end)`
  return session
}

export async function memberBehind(tx: Tx, tenantId: TenantId, authUserId: string) {
  const [member] = await tx<StaffMember[]>`
    select id, name, roles from app.staff_members
    where tenant_id = ${tenantId} and auth_user_id = ${authUserId} and active`
  return member
}

export const saveSession = (
  tx: Tx,
  it: { tenantId: TenantId; staffId: StaffId; hash: Buffer; address: string; now: Date },
) => tx`
  insert into app.staff_sessions (tenant_id, staff_id, token_hash, address, created_at, last_seen_at)
  values (${it.tenantId}, ${it.staffId}, ${it.hash}, ${it.address}, ${it.now}, ${it.now})`

export const noteSeen = (tx: Tx, tenantId: TenantId, sessionId: string, now: Date) => tx`
  update app.staff_sessions set last_seen_at = ${now} where tenant_id = ${tenantId} and id = ${sessionId}`

export const endSession = (tx: Tx, tenantId: TenantId, hash: Buffer, now: Date) => tx`
  update app.staff_sessions set ended_at = ${now}
  where tenant_id = ${tenantId} and token_hash = ${hash} and ended_at is null`

export const saveVenueOf = (tx: Tx, tenantId: TenantId, sessionId: string, venueId: VenueId) => tx`
  update app.staff_sessions set venue_id = ${venueId} where tenant_id = ${tenantId} and id = ${sessionId}`
