import type { Tx } from '@madoguchi/db'

// Global tables: the vendor's own people belong to no municipality, and no municipality's role can see them.

export type OperatorSession = {
  id: string
  name: string
  sessionId: string
  createdAt: Date
  lastSeenAt: Date
}

export async function isOperatorAddress(tx: Tx, address: string) {
  const [row] = await tx<[{ listed: boolean }]>`
    select exists (select from app.operator_address_ranges r where ${address}::inet <<= r.range) as listed
    -- tenant: none, the vendor's own`
  return row.listed
}

export async function operatorSessionOf(tx: Tx, hash: Buffer, address: string) {
  const [session] = await tx<OperatorSession[]>`
    select o.id, o.name, s.id as session_id, s.created_at, s.last_seen_at
    from app.operator_sessions s join app.operators o on o.id = s.operator_id
    where s.token_hash = ${hash} and s.ended_at is null and o.active
      and ${address}::inet <<= set_masklen(s.address, case family(s.address) when 4 then 32 else 64 end)
    -- tenant: none, the vendor's own`
  return session
}

export async function operatorBehind(tx: Tx, authUserId: string) {
  const [operator] = await tx<{ id: string }[]>`
    select id from app.operators where auth_user_id = ${authUserId} and active -- tenant: none, the vendor's own`
  return operator
}

export const saveOperatorSession = (
  tx: Tx,
  it: { operatorId: string; hash: Buffer; address: string; now: Date },
) => tx`
  insert into app.operator_sessions (operator_id, token_hash, address, created_at, last_seen_at)
  values (${it.operatorId}, ${it.hash}, ${it.address}, ${it.now}, ${it.now}) -- tenant: none, the vendor's own`

export const noteOperatorSeen = (tx: Tx, sessionId: string, now: Date) => tx`
  update app.operator_sessions set last_seen_at = ${now} where id = ${sessionId} -- tenant: none, the vendor's own`

export const endOperatorSession = (tx: Tx, hash: Buffer, now: Date) => tx`
  update app.operator_sessions set ended_at = ${now} where token_hash = ${hash} and ended_at is null
  -- tenant: none, the vendor's own`
