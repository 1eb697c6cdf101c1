import { v7 } from 'uuid'
import { factoryOf, type Owner } from './factory.ts'
import { serialText } from './serial.ts'

type Words = Record<string, string>

export type TenantRow = { id: string; slug: string; code: string; state: string; profile: object }
export type TenantHostRow = { host: string; tenantId: string; program: string }
export type PolicyRow = { id: string; version: number; effectiveFrom: Date; document: object; digest: string }
export type AnnouncementRow = {
  id: string
  code: string
  kind: string
  title: Words
  body: Words
  shownFrom: Date
  shownUntil: Date | null
}
export type AddressRangeRow = { id: string; range: string; label: string }
export type CounterRow = { name: string; value: string }
export type OutboxRow = { id: string; topic: string; payload: object; createdAt: Date }

/** No prefecture has a number from 90 on: these codes belong to nobody. */
export const tenants = factoryOf<TenantRow>(
  'tenants',
  (_owner, tenantId) => {
    const code = serialText('9', 6)
    return {
      id: tenantId,
      slug: `town-${code}`,
      code,
      state: 'live',
      profile: { name: { ja: `試験${code}町` } },
    }
  },
  { global: true },
)

/** Plants the municipality itself unless it is there already. Every other factory begins with this. */
export async function settle(owner: Owner, tenantId: string) {
  const [known] = await owner`select from app.tenants where id = ${tenantId}`
  if (!known) await tenants(owner, tenantId)
}

export const tenantHosts = factoryOf<TenantHostRow>(
  'tenant_hosts',
  async (owner, tenantId) => {
    await settle(owner, tenantId)
    return { host: `${serialText('town', 10)}.example`, tenantId, program: 'booking' }
  },
  { global: true },
)

export const policies = factoryOf<PolicyRow>('policies', async (owner, tenantId) => {
  await settle(owner, tenantId)
  const [latest] = await owner<{ next: number }[]>`
    select coalesce(max(version), 0) + 1 as next from app.policies where tenant_id = ${tenantId}`
  return {
    id: v7(),
    version: latest!.next,
    effectiveFrom: new Date('2026-04-01T00:00:00+09:00'),
    document: { opensDaysBefore: 30 },
    digest: serialText('digest', 12),
  }
})

export const announcements = factoryOf<AnnouncementRow>('announcements', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return {
    id: v7(),
    code: serialText('notice-', 11),
    kind: 'information',
    title: { ja: 'お知らせ' },
    body: { ja: '試験用のお知らせです。' },
    shownFrom: new Date('2026-04-01T00:00:00+09:00'),
    shownUntil: null,
  }
})

export const addressRanges = factoryOf<AddressRangeRow>('address_ranges', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return { id: v7(), range: `2001:db8:0:${serialText('', 1)}::/64`, label: '本庁舎' }
})

export const counters = factoryOf<CounterRow>('counters', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return { name: serialText('counter-', 12), value: '0' }
})

export const outbox = factoryOf<OutboxRow>('outbox', async (owner, tenantId) => {
  await settle(owner, tenantId)
  // The one message that every role which leaves any may leave.
  return { id: v7(), topic: 'slots.generate', payload: {}, createdAt: new Date() }
})
