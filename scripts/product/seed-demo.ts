import { createReadStream } from 'node:fs'
import { generateSlots } from '@madoguchi/core/availability'
import { createOperatorAccount, createStaffAccount } from '@madoguchi/core/identity'
import {
  arrivalImports,
  commitArrivals,
  discardArrivals,
  readMappings,
  stageArrivals,
} from '@madoguchi/core/issuance/arrivals'
import type { StaffId, TenantId } from '@madoguchi/core/kernel'
import { mintId } from '@madoguchi/core/kernel'
import { loadTenants, readTenant, slugsIn, type TenantFolder } from '@madoguchi/core/tenancy'
import { type Admin, type Database, openAdmin, openDatabase } from '@madoguchi/db'
import { type DemoLetter, demoLetter } from './demo-letter.ts'
import { type DemoQueue, demoQueue } from './demo-queue.ts'
import type { Ground } from './open-ground.ts'

/** Fictional people who may sign in, and where the residents' demonstration begins. */
export type Demo = {
  password: string
  tenants: {
    id: TenantId
    slug: string
    name: string
    bookingHost: string
    staffHost: string
    letter: DemoLetter | null
    queue: DemoQueue
  }[]
}

export const STAFF = [
  { loginId: 'sato', name: '佐藤 みどり', roles: ['manager'] },
  { loginId: 'suzuki', name: '鈴木 航', roles: ['officer'] },
]
export const OPERATOR = { loginId: 'operator', name: '運用 花子' }

/** Which arrival file each demonstration municipality has received, and how it is read. */
const ARRIVALS: Record<string, { file: string; mapping: string }> = {
  ageo: { file: 'card-arrivals-a.csv', mapping: 'jlis-a' },
  minase: { file: 'card-arrivals-b.csv', mapping: 'branch-b' },
}
const FIXTURES = 'packages/core/src/issuance/arrivals/fixtures'

/** Loads the municipalities of tenants/ and, once, fictional demonstration data. Doing it again changes nothing. */
export async function seedDemo(
  ground: Ground,
  { say, signal, cards = true }: { say: (sentence: string) => void; signal?: AbortSignal; cards?: boolean },
): Promise<Demo> {
  const { supabase, secrets, urlFor } = ground
  const auth = { url: supabase.url, secretKey: supabase.secretKey }
  const admin = openAdmin(supabase.databaseUrl)
  const staffDb = openDatabase(urlFor('web_staff'), { name: 'seed', max: 3 })
  const machineDb = openDatabase(urlFor('web_api'), { name: 'seed', max: 3 })
  try {
    const folders = await tenantFolders()
    const loaded = await loadTenants(admin, folders, { now: new Date() })
    const demo: Demo = { password: secrets.demoPassword, tenants: [] }
    for (const [n, folder] of folders.entries()) {
      signal?.throwIfAborted()
      const it = loaded[n]
      if (!it || 'refused' in it || !it.id)
        throw new Error(
          `自治体を読み込めません：${folder.file.slug} ${it && 'refused' in it ? it.refused.join('、') : ''}`,
        )
      const id = it.id
      const { slug, name, hosts } = folder.file
      if (it.changes.length > 0)
        say(`${name.ja}の設定を読み込みました（変更 ${it.changes.length} 件）。枠を作っています…`)
      const [first] = await staffOf({ id, slug }, auth, admin, secrets.demoPassword)
      await generateSlots(machineDb, id, new Date())
      signal?.throwIfAborted()
      if (cards) await seedCards(staffDb, { id, slug }, first ?? '', secrets, say)
      demo.tenants.push({
        id,
        slug,
        name: name.ja,
        bookingHost: hosts.booking[0] ?? '',
        staffHost: hosts.staff[0] ?? '',
        queue: await demoQueue(
          admin,
          staffDb,
          { id, slug, staffId: (first ?? '') as StaffId, file: folder.file },
          secrets.signingKey,
          new Date(),
        ),
        letter: await demoLetter(admin, id, secrets.sealKey, folder.file.notice.deadlineDays),
      })
    }
    await createOperatorAccount(auth, admin, { ...OPERATOR, password: secrets.demoPassword })
    await admin`insert into app.operator_address_ranges (range, label)
      values ('127.0.0.1/32', 'この端末'), ('::1/128', 'この端末') on conflict do nothing`
    return demo
  } finally {
    await Promise.all([admin.end(), staffDb.close(), machineDb.close()])
  }
}

async function tenantFolders(): Promise<TenantFolder[]> {
  const reads = await Promise.all((await slugsIn('tenants')).map((slug) => readTenant('tenants', slug)))
  const problems = reads.flatMap((it) => (it.ok ? [] : it.problems.map(String)))
  if (problems.length > 0) throw new Error(`tenants/ を読み込めません。\n${problems.join('\n')}`)
  return reads.flatMap((it) => (it.ok ? [it.value] : []))
}

async function staffOf(
  tenant: { id: string; slug: string },
  auth: { url: string; secretKey: string },
  admin: Admin,
  password: string,
) {
  const ids: string[] = []
  for (const person of STAFF) ids.push(await createStaffAccount(auth, admin, tenant, { ...person, password }))
  return ids
}

/** The fixture file, taken in as an officer would: dry run, then commit. Skipped where cards are already there. */
async function seedCards(
  db: Database,
  tenant: { id: TenantId; slug: string },
  staffId: string,
  keys: { inquiryPepper: string; sealKey: string },
  say: (sentence: string) => void,
) {
  const arrival = ARRIVALS[tenant.slug]
  if (!arrival) return
  const actor = { role: 'staff', tenantId: tenant.id, subjectId: staffId } as const
  const [there] = await db.as(
    actor,
    (tx) => tx<{ id: string }[]>`select id from app.cards where tenant_id = ${tenant.id} limit 1`,
  )
  if (there) return

  const mappings = await readMappings('tenants', tenant.slug)
  const profile = mappings.ok ? mappings.value.find((it) => it.id === arrival.mapping) : undefined
  if (!profile)
    throw new Error(`取り込みの設定 ${arrival.mapping} がありません（tenants/${tenant.slug}/mappings）`)
  say(`架空のカード到着ファイルを受け入れています（${arrival.file}）…`)
  // A start that was interrupted here has left a dry run behind.
  for (const it of await arrivalImports(db, actor)) await discardArrivals(db, actor, it.id)
  const importId = mintId<never>()
  const stream = createReadStream(`${FIXTURES}/${arrival.file}`)
  await stageArrivals(db, actor, { importId, fileName: arrival.file, profile, stream }, new Date())
  const step = { importId, terminal: 'seed', keys: { pepper: keys.inquiryPepper, seal: keys.sealKey } }
  for (;;) {
    const progress = await commitArrivals(db, actor, step, new Date())
    if (!progress.ok) throw new Error(`カードを受け入れられません：${progress.reason}`)
    if (progress.value.finished) return
  }
}
