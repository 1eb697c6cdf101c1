import { join } from 'node:path'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { generateSlots } from '../../availability/index.ts'
import type { TenantId } from '../../kernel.ts'
import { loadTenants, openTenantSettings, readTenant } from '../../tenancy/index.ts'

const tenantsDir = join(import.meta.dirname, '../../../../../tenants')
export const now = new Date('2026-11-20T12:00:00+09:00')

export type OpenNation = Awaited<ReturnType<typeof openNation>>

/** Two municipalities with their slots, an operator, and a program that keeps the settings in memory. */
export async function openNation() {
  const database = await openTestDatabase()
  const { owner } = database
  const operators = database.open('web_operator')
  const machine = database.open('web_api')
  const tenants: Record<string, TenantId> = {}
  for (const slug of ['ageo', 'minase']) {
    const read = await readTenant(tenantsDir, slug)
    if (!read.ok) throw new Error(read.problems.join('\n'))
    const [loaded] = await loadTenants(owner, [read.value], { now })
    if (!loaded || !('id' in loaded) || !loaded.id) throw new Error('not loaded')
    tenants[slug] = loaded.id
    await generateSlots(machine, loaded.id, now)
  }
  const idOf = (slug: string) => tenants[slug] as TenantId
  const { id: operatorId } = await factories.operators(owner, idOf('ageo'), { name: '運用 花子' })
  const settings = await openTenantSettings(database.open('web_booking'), 'resident')
  await owner`delete from app.outbox`

  return {
    owner,
    operators,
    operatorId,
    settings,
    idOf,

    async close() {
      await settings.close()
      await database.close()
    },

    messages: async () =>
      (await owner<{ tenantId: string; topic: string }[]>`select tenant_id, topic from app.outbox`)
        .map((it) => `${it.topic} ${it.tenantId === tenants.ageo ? 'ageo' : 'minase'}`)
        .toSorted(),

    /** How many slots of a municipality are open on a day. */
    async openOn(slug: string, date: string) {
      const [row] = await owner<[{ count: number }]>`
        select count(*)::int as count from app.slots where tenant_id = ${idOf(slug)} and state = 'open'
          and (starts_at at time zone 'Asia/Tokyo')::date = ${date}::date`
      return row.count
    },

    /** What the relay and the job would do with the messages that were left. */
    async generateAll() {
      await owner`delete from app.outbox`
      for (const id of Object.values(tenants)) await generateSlots(machine, id, now)
      await owner`delete from app.outbox`
    },

    async venueOf(slug: string) {
      const [venue] = await owner<{ id: string }[]>`
        select id from app.venues where tenant_id = ${idOf(slug)} and active order by position limit 1`
      return venue?.id ?? ''
    },
  }
}
