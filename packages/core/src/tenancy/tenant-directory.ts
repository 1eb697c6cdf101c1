import type { Database } from '@madoguchi/db'
import { z } from 'zod'
import type { TenantId } from '../kernel.ts'
import { TENANTS_CHANGED } from './load-tenants.ts'
import { LANGUAGES } from './policy-rules.ts'
import { Text, Words } from './tenant-fields.ts'
import type { TenantProfile } from './tenant-shape.ts'

/** A municipality as a program knows it before it has entered: nothing in here is secret. */
export type Tenant = TenantProfile & { id: TenantId; slug: string; code: string; state: TenantState }
export type TenantState = 'preparing' | 'live' | 'read_only' | 'handed_over'

// Reads what an older or newer loader wrote: keys it does not know are dropped, not refused.
const Profile = z.object({
  name: Words,
  kana: Text,
  prefecture: Text,
  fictional: z.literal(true).optional(),
  languages: z.array(z.enum(LANGUAGES)).min(1),
  contact: z.object({ name: Words, telephone: Text, hours: Words, mail: Text }),
})

const FIVE_SECONDS = 5_000

type Options = {
  /** A municipality whose profile cannot be read is left out and told of; the others are not disturbed. */
  onDefect?: (event: { event: string; slug?: string }) => void
  refreshEvery?: number
}

/**
 * Which municipality is met at an exact host name, from memory: read now, every 5 s, and when a load says so. `at` answers
 * null for a host that is not ours; it neither trims nor guesses. Throws when the first reading fails.
 */
export async function openTenantDirectory(
  db: Database,
  program: 'booking' | 'staff' | 'api',
  { onDefect = () => {}, refreshEvery = FIVE_SECONDS }: Options = {},
) {
  let byHost: ReadonlyMap<string, Tenant> = new Map()

  const refresh = async () => {
    const rows = await db.directory(program)
    byHost = new Map(
      rows.flatMap(({ host, id, slug, code, state, profile }) => {
        const read = Profile.safeParse(profile)
        if (!read.success) {
          onDefect({ event: 'tenant-profile-unreadable', slug })
          return []
        }
        const tenant = { ...read.data, id: id as TenantId, slug, code, state: state as TenantState }
        return [[host, tenant] as const]
      }),
    )
  }
  const attempt = () => refresh().catch(() => onDefect({ event: 'tenant-directory-not-refreshed' }))

  await refresh()
  const ear = await db.listen(TENANTS_CHANGED, attempt)
  const timer = setInterval(attempt, refreshEvery).unref()

  return {
    at: (host: string): Tenant | null => byHost.get(host) ?? null,
    /** Every municipality once, in no particular order: for jobs that visit each. */
    all: (): Tenant[] => [...new Map([...byHost.values()].map((it) => [it.id, it])).values()],
    /** The first host name, in alphabetical order, at which a municipality is met; null when it has none. */
    hostOf: (id: string): string | null =>
      [...byHost].flatMap(([host, it]) => (it.id === id ? [host] : [])).toSorted()[0] ?? null,
    refresh,
    close: async () => {
      clearInterval(timer)
      await ear.unlisten()
    },
  }
}
export type TenantDirectory = Awaited<ReturnType<typeof openTenantDirectory>>
