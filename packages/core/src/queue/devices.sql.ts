import type { Tx } from '@madoguchi/db'
import type { DeviceId, StaffId, TenantId, VenueId } from '../kernel.ts'
import type { DeviceKind } from './device-rules.ts'

export type Device = {
  id: DeviceId
  venueId: VenueId
  kind: DeviceKind
  name: string
  madeBy: string
  madeAt: Date
  revokedBy: string | null
  revokedAt: Date | null
  lastSeenAt: Date | null
}

/** Every device of the municipality, those in use first, the newest first. */
export const devicesOf = (tx: Tx, tenantId: TenantId) => tx<Device[]>`
  select d.id, d.venue_id, d.kind, d.name, m.name as made_by, d.made_at, r.name as revoked_by, d.revoked_at, d.last_seen_at
  from app.devices d
  join app.staff_members m on m.tenant_id = d.tenant_id and m.id = d.made_by
  left join app.staff_members r on r.tenant_id = d.tenant_id and r.id = d.revoked_by
  where d.tenant_id = ${tenantId}
  order by d.revoked_at is not null, d.made_at desc`

export const insertDevice = (
  tx: Tx,
  tenantId: TenantId,
  it: {
    id: DeviceId
    venueId: VenueId
    kind: DeviceKind
    name: string
    keyHash: Buffer
    staffId: StaffId
    now: Date
  },
) => tx`
  insert into app.devices (tenant_id, id, venue_id, kind, name, key_hash, made_by, made_at)
  values (${tenantId}, ${it.id}, ${it.venueId}, ${it.kind}, ${it.name}, ${it.keyHash}, ${it.staffId}, ${it.now})`

/** Takes a key away, once. Null when there is none to be taken. */
export async function revokeRow(tx: Tx, tenantId: TenantId, id: DeviceId, staffId: StaffId, now: Date) {
  const [row] = await tx<[Pick<Device, 'venueId' | 'kind' | 'name'>?]>`
    update app.devices set revoked_by = ${staffId}, revoked_at = ${now}
    where tenant_id = ${tenantId} and id = ${id} and revoked_at is null
    returning venue_id, kind, name`
  return row ?? null
}

/** Notes that a machine was seen, once a minute at most. */
export const noteSeenRow = (tx: Tx, tenantId: TenantId, id: DeviceId, now: Date) => tx`
  update app.devices set last_seen_at = ${now}
  where tenant_id = ${tenantId} and id = ${id}
    and (last_seen_at is null or last_seen_at < ${new Date(now.getTime() - 60_000)})`

export type OpenedBy = { id: DeviceId; venueId: VenueId; kind: DeviceKind }

/** Which device a key opens; nobody's once it was taken away. */
export async function deviceWithKey(tx: Tx, tenantId: TenantId, keyHash: Buffer): Promise<OpenedBy | null> {
  const [row] = await tx<[OpenedBy?]>`
    select id, venue_id, kind from app.devices
    where tenant_id = ${tenantId} and key_hash = ${keyHash} and revoked_at is null`
  return row ?? null
}
