import type { Admin, Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import type { TenantFolder } from './read-tenant.ts'
import { type Change, diffOf } from './tenant-diff.ts'
import { saveParts } from './tenant-parts.sql.ts'
import { digestOf, shapeOf, type TenantShape } from './tenant-shape.ts'
import { lockLoading, savePolicy, saveTenant, storedTenant, strangersAt } from './tenants.sql.ts'

/** What loading one folder did, or would do; `refused` when it could not, with sentences for the operator. */
export type Loaded =
  | { slug: string; id: TenantId | null; changes: Change[] }
  | { slug: string; refused: string[] }

type Options = {
  /** Only say what would change. */
  dryRun?: boolean
  /** When changed rules come into force; without it, now. */
  effectiveFrom?: Date
  now: Date
}

/** Programs listen here: a municipality's settings have changed. The payload is empty. */
export const TENANTS_CHANGED = 'tenants_changed'

/**
 * Makes the rows of each municipality say what its folder says, one transaction each, and answers with the changes in the
 * folders' order. The same folder again changes nothing. A municipality without a folder is left alone.
 */
export async function loadTenants(
  admin: Admin,
  folders: readonly TenantFolder[],
  options: Options,
): Promise<Loaded[]> {
  const loaded: Loaded[] = []
  for (const folder of folders) {
    loaded.push((await admin.begin((tx) => loadTenant(tx, folder, options))) as Loaded)
  }
  return loaded
}

async function loadTenant(tx: Tx, folder: TenantFolder, options: Options): Promise<Loaded> {
  const { slug } = folder.file
  const wanted = shapeOf(folder)
  await lockLoading(tx)
  const stored = await storedTenant(tx, slug)
  const changes = diffOf(stored?.shape ?? null, wanted)
  if (options.dryRun || changes.length === 0) return { slug, id: stored?.id ?? null, changes }

  const strangers = await strangersAt(tx, slug, Object.keys(wanted.hosts))
  if (strangers.length > 0) {
    return {
      slug,
      refused: strangers.map((it) => `ホスト名 ${it.host} は、すでに「${it.slug}」が使っています`),
    }
  }
  const id = await saveTenant(tx, slug, only(wanted.tenant))
  await apply(tx, id, wanted, changes, options)
  return { slug, id, changes }
}

async function apply(tx: Tx, id: TenantId, wanted: TenantShape, changes: Change[], options: Options) {
  const touched = new Set(changes.map((it) => it.section))
  if (touched.has('hosts')) await saveParts.hosts(tx, id, wanted.hosts)
  if (touched.has('venues')) await saveParts.venues(tx, id, wanted.venues)
  if (touched.has('lanes')) await saveParts.lanes(tx, id, wanted.lanes)
  if (touched.has('addresses')) await saveParts.addresses(tx, id, wanted.addresses)
  if (touched.has('announcements')) await saveParts.announcements(tx, id, wanted.announcements)
  if (touched.has('policy')) {
    const policy = only(wanted.policy)
    await savePolicy(tx, id, policy, digestOf(policy), options.effectiveFrom ?? options.now)
  }
  await tx`select pg_notify(${TENANTS_CHANGED}, '') -- tenant: all`
}

const only = <Value>(section: Record<string, Value>): Value => {
  const [value] = Object.values(section)
  if (value === undefined) throw new Error('a section of exactly one is empty')
  return value
}
