import { createHash } from 'node:crypto'
import type { Policy } from './policy-rules.ts'
import type { TenantFolder } from './read-tenant.ts'
import { policyIn, type TenantFile, type Venue } from './tenant-file.ts'

/** What app.tenants.profile holds: all that a program may know of a municipality before it enters. */
export type TenantProfile = Pick<
  TenantFile,
  'name' | 'kana' | 'prefecture' | 'fictional' | 'languages' | 'contact'
>

/** What app.venues.details holds. */
export type VenueDetails = Omit<Venue, 'code' | 'name' | 'confirmed'>

/**
 * A municipality as its rows: in each section, what stands under each key. Whatever is compared, shown or written is in
 * here, and nothing else is.
 */
export type TenantShape = {
  tenant: Record<string, { code: string; profile: TenantProfile }>
  hosts: Record<string, { program: string }>
  venues: Record<string, { name: object; details: VenueDetails; position: number; confirmed: boolean }>
  lanes: Record<string, { name: object; procedures: readonly string[] }>
  addresses: Record<string, { label: string }>
  announcements: Record<
    string,
    { kind: string; title: object; body: object; from: string; until: string | null }
  >
  policy: Record<string, Policy>
}

export const SECTIONS = [
  'tenant',
  'hosts',
  'venues',
  'lanes',
  'addresses',
  'announcements',
  'policy',
] as const satisfies readonly (keyof TenantShape)[]

/** The rows that a folder asks for. Keys whose value is undefined are gone, as they are in the database. */
export function shapeOf({ file, announcements }: TenantFolder): TenantShape {
  const { slug, code, name, kana, prefecture, fictional, languages, contact } = file
  const shape: TenantShape = {
    tenant: { [slug]: { code, profile: { name, kana, prefecture, fictional, languages, contact } } },
    hosts: Object.fromEntries([
      ...file.hosts.booking.map((host) => [host, { program: 'booking' }]),
      ...file.hosts.staff.map((host) => [host, { program: 'staff' }]),
    ]),
    venues: Object.fromEntries(
      file.venues.map(({ code, name, confirmed, ...details }, at) => [
        code,
        { name, details, position: at + 1, confirmed },
      ]),
    ),
    lanes: Object.fromEntries(file.lanes.map(({ code, name, procedures }) => [code, { name, procedures }])),
    addresses: Object.fromEntries(file.addressList.map(({ cidr, label }) => [cidr, { label }])),
    announcements: Object.fromEntries(
      announcements.map(({ code, kind, title, body, from, until }) => [
        code,
        { kind, title, body, from: from.toISOString(), until: until?.toISOString() ?? null },
      ]),
    ),
    policy: { rules: policyIn(file) },
  }
  return JSON.parse(JSON.stringify(shape))
}

/** Names a policy by its content: the same rules, in whatever order their keys were written, have the same digest. */
export const digestOf = (policy: Policy): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(policy)))
    .digest('hex')

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, it]) => [key, inOrder(it)]),
  )
}
