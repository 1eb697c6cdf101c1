import { randomUUID } from 'node:crypto'

/** A string that is one thing and never another: a SlotId cannot be passed where a TenantId is wanted. */
type Branded<Name extends string> = string & { readonly __brand: Name }

export type TenantId = Branded<'TenantId'>
export type SubjectId = Branded<'SubjectId'>
export type VenueId = Branded<'VenueId'>
export type LaneId = Branded<'LaneId'>
export type SlotId = Branded<'SlotId'>
export type ReservationId = Branded<'ReservationId'>
export type RequestId = Branded<'RequestId'>
export type CardId = Branded<'CardId'>
export type ImportId = Branded<'ImportId'>
export type StaffId = Branded<'StaffId'>
export type TicketId = Branded<'TicketId'>
export type DeviceId = Branded<'DeviceId'>

/** A refusal is a value; a defect is an exception. `reason` is the i18n key of the sentence shown. */
export type Result<Value, Reason extends string> = { ok: true; value: Value } | { ok: false; reason: Reason }

/** The happy end of a use case. */
export const ok = <Value>(value: Value) => ({ ok: true, value }) as const

/** The polite end of a use case. */
export const refuse = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const

/** Nobody's municipality: what an operator enters who looks at what belongs to none. */
export const NO_TENANT = '00000000-0000-0000-0000-000000000000'

/**
 * A fresh UUIDv7: ordered by time, so that new rows land on the same index pages. Made of Node's own random UUID, which
 * asks the system for randomness by the block and not each time.
 */
export function mintId<Id extends string>(): Id {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}` as Id
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** True for the canonical lower-case form of a UUID. */
export const isUuid = (text: unknown): text is string => typeof text === 'string' && UUID.test(text)
