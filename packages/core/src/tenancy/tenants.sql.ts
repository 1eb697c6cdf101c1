import type { Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import type { Policy } from './policy-rules.ts'
import type { TenantShape } from './tenant-shape.ts'

// Through the migration login, which row security does not bind: every statement names its tenant.

/** Two loads at once take turns; the lock goes with the transaction. */
export const lockLoading = (tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtext('madoguchi.load-tenants')) -- tenant: all`

/** The municipality's id and its rows as they are; null when it is new. Inactive venues and lanes count as gone. */
export async function storedTenant(
  tx: Tx,
  slug: string,
): Promise<{ id: TenantId; digest: string | null; shape: TenantShape } | null> {
  const [tenant] = await tx<
    { id: TenantId; code: string; profile: TenantShape['tenant'][string]['profile'] }[]
  >`
    select id, code, profile from app.tenants where slug = ${slug} -- tenant: its own row`
  if (!tenant) return null
  const { id, code, profile } = tenant
  const [hosts, venues, lanes, addresses, announcements, [policy]] = await Promise.all([
    tx<{ key: string; value: never }[]>`
      select host as key, jsonb_build_object('program', program) as value
      from app.tenant_hosts where tenant_id = ${id} order by host`,
    tx<{ key: string; value: never }[]>`
      select code as key, jsonb_build_object('name', name, 'details', details, 'position', position,
        'confirmed', confirmed) as value
      from app.venues where tenant_id = ${id} and active order by position`,
    tx<{ key: string; value: never }[]>`
      select code as key, jsonb_build_object('name', name, 'procedures', procedure_codes) as value
      from app.lanes where tenant_id = ${id} and active order by code`,
    tx<{ key: string; value: never }[]>`
      select range::text as key, jsonb_build_object('label', label) as value
      from app.address_ranges where tenant_id = ${id} order by range`,
    tx<{ key: string; kind: string; title: object; body: object; from: Date; until: Date | null }[]>`
      select code as key, kind, title, body, shown_from as "from", shown_until as "until"
      from app.announcements where tenant_id = ${id} and code like 'notices/%' order by code`,
    tx<{ document: Policy; digest: string }[]>`
      select document, digest from app.policies where tenant_id = ${id} order by version desc limit 1`,
  ])
  const byKey = (rows: readonly { key: string; value: never }[]) =>
    Object.fromEntries(rows.map(({ key, value }) => [key, value]))

  return {
    id,
    digest: policy?.digest ?? null,
    shape: {
      tenant: { [slug]: { code, profile } },
      hosts: byKey(hosts),
      venues: byKey(venues),
      lanes: byKey(lanes),
      addresses: byKey(addresses),
      announcements: Object.fromEntries(
        announcements.map(({ key, from, until, ...it }) => [
          key,
          { ...it, from: from.toISOString(), until: until?.toISOString() ?? null },
        ]),
      ),
      policy: policy ? { rules: policy.document } : {},
    },
  }
}

/** Writes the municipality's own row and answers its id. */
export async function saveTenant(tx: Tx, slug: string, { code, profile }: TenantShape['tenant'][string]) {
  const [row] = await tx<[{ id: TenantId }]>`
    -- tenant: its own row
    insert into app.tenants (slug, code, profile) values (${slug}, ${code}, ${tx.json(profile as never)})
    on conflict (slug) do update set code = excluded.code, profile = excluded.profile
    returning id`
  return row.id
}

/** The slugs of other municipalities that already have one of these host names. */
export const strangersAt = (tx: Tx, slug: string, hosts: readonly string[]) => tx<
  { host: string; slug: string }[]
>`
  select h.host, t.slug from app.tenant_hosts h join app.tenants t on t.id = h.tenant_id
  where h.host = any (${hosts as string[]}) and t.slug <> ${slug} -- tenant: all, to find a stranger`

/** Writes a new version of the rules, in force from an instant. */
export const savePolicy = (tx: Tx, id: TenantId, policy: Policy, digest: string, from: Date) => tx`
  insert into app.policies (tenant_id, version, effective_from, document, digest)
  select ${id}, coalesce(max(version), 0) + 1, ${from}, ${tx.json(policy as never)}, ${digest}
  from app.policies where tenant_id = ${id}`
