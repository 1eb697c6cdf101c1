import { hash, randomBytes } from 'node:crypto'
import type { Actor, Database } from '@madoguchi/db'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import {
  type DeviceId,
  mintId,
  ok,
  type Result,
  refuse,
  type StaffId,
  type TenantId,
  type VenueId,
} from '../kernel.ts'
import { type DeviceKind, type DeviceRefusal, deviceName, mayManageDevices } from './device-rules.ts'
import {
  type Device,
  devicesOf,
  deviceWithKey,
  insertDevice,
  noteSeenRow,
  type OpenedBy,
  revokeRow,
} from './devices.sql.ts'

/** Who makes a key or takes it away. */
type Manager = { id: StaffId; roles: readonly StaffRole[] }

/** The municipality's boards, kiosks and ticket machines, those that lost their key last. */
export const allDevices = (db: Database, actor: Actor): Promise<Device[]> =>
  db.as(actor, (tx) => devicesOf(tx, actor.tenantId as TenantId))

/** Makes a device, and the one key that opens it. The key is answered here and never again: only its hash is kept. */
export async function makeDevice(
  db: Database,
  actor: Actor,
  manager: Manager,
  it: { venueId: VenueId; kind: DeviceKind; name: string },
  now: Date,
): Promise<Result<{ id: DeviceId; key: string }, DeviceRefusal>> {
  if (!mayManageDevices(manager.roles)) return refuse('not-your-part')
  const name = deviceName(it.name)
  if (!name) return refuse('name-missing')
  const { id, key, keyHash } = mintKey()
  const row = { ...it, id, name, keyHash, staffId: manager.id, now }
  await db.as(actor, (tx) => insertDevice(tx, actor.tenantId as TenantId, row))
  return ok({ id, key })
}

/** Takes a key away for good: from the next look on, its screen is closed. */
export async function revokeDevice(
  db: Database,
  actor: Actor,
  manager: Manager,
  id: DeviceId,
  now: Date,
): Promise<Result<true, DeviceRefusal>> {
  if (!mayManageDevices(manager.roles)) return refuse('not-your-part')
  const gone = await db.as(actor, (tx) => revokeRow(tx, actor.tenantId as TenantId, id, manager.id, now))
  return gone ? ok(true) : refuse('no-such-device')
}

/** Another key for the same place, in one act: the old one is closed, and the new one is answered once. */
export async function renewDevice(
  db: Database,
  actor: Actor,
  manager: Manager,
  id: DeviceId,
  now: Date,
): Promise<Result<{ id: DeviceId; key: string }, DeviceRefusal>> {
  if (!mayManageDevices(manager.roles)) return refuse('not-your-part')
  const tenantId = actor.tenantId as TenantId
  return db.as(actor, async (tx) => {
    const before = await revokeRow(tx, tenantId, id, manager.id, now)
    if (!before) return refuse('no-such-device')
    const fresh = mintKey()
    await insertDevice(tx, tenantId, { ...before, ...fresh, staffId: manager.id, now })
    return ok({ id: fresh.id, key: fresh.key })
  })
}

/** Which device this key opens at a municipality; null for none, and for one whose key was taken away. */
export const deviceOf = (db: Database, actor: Actor, key: string): Promise<OpenedBy | null> =>
  KEY.test(key)
    ? db.as(actor, (tx) => deviceWithKey(tx, actor.tenantId as TenantId, hashOfKey(key)))
    : Promise.resolve(null)

/** Notes that a machine was heard of, so that the office sees which of them are alive. */
export const noteSeen = (db: Database, actor: Actor, id: DeviceId, now: Date): Promise<unknown> =>
  db.as(actor, (tx) => noteSeenRow(tx, actor.tenantId as TenantId, id, now))

/** 128 bits: nobody finds one by trying. */
const KEY = /^[\w-]{22}$/

/** What the database knows a key by. */
export const hashOfKey = (key: string): Buffer => hash('sha256', key, 'buffer')

function mintKey() {
  const key = randomBytes(16).toString('base64url')
  return { id: mintId<DeviceId>(), key, keyHash: hashOfKey(key) }
}
