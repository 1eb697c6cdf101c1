import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Actor } from '@madoguchi/db'
import { factories, openTestDatabase } from '@madoguchi/db/testing'
import { type ImportId, mintId } from '../../../kernel.ts'
import { loadTenants } from '../../../tenancy/load-tenants.ts'
import { readTenant } from '../../../tenancy/read-tenant.ts'
import { commitArrivals } from '../commit-arrivals.ts'
import type { MappingProfile } from '../mapping-profile.ts'
import { stageArrivals } from '../stage-arrivals.ts'
import { inChunks, jlisA } from './read-file.ts'

export const now = new Date('2026-11-23T10:00:00+09:00')
export const keys = { pepper: 'pepper of the test', seal: randomBytes(32).toString('base64') }
const tenantsDir = join(import.meta.dirname, '../../../../../../tenants')

export type Officer = Actor & { subjectId: string }
export type Towns = Awaited<ReturnType<typeof openTowns>>

/** A database of its own with 上尾市 and 水瀬町 as their folders say, and one officer in each. */
export async function openTowns() {
  const test = await openTestDatabase()
  const folders = await Promise.all(
    ['ageo', 'minase'].map(async (slug) => {
      const read = await readTenant(tenantsDir, slug)
      if (!read.ok) throw new Error(read.problems.join('\n'))
      return read.value
    }),
  )
  const loaded = await loadTenants(test.owner, folders, { now })
  const [ageo, minase] = await Promise.all(
    loaded.map(async (it): Promise<Officer> => {
      if (!('id' in it) || !it.id) throw new Error(`${it.slug} was not loaded`)
      const { id } = await factories.staffMembers(test.owner, it.id)
      return { role: 'staff', tenantId: it.id, subjectId: id }
    }),
  )
  if (!ageo || !minase) throw new Error('a town is missing')
  return { ...test, db: test.open('web_staff'), ageo, minase }
}

/** Uploads a file; fails the test when it is refused. */
export async function stage(
  { db }: Towns,
  officer: Officer,
  bytes: Uint8Array | string | AsyncIterable<Uint8Array>,
  profile: MappingProfile = jlisA,
): Promise<ImportId> {
  const stream =
    typeof bytes === 'string' || bytes instanceof Uint8Array ? inChunks(Buffer.from(bytes), 16_384) : bytes
  const upload = { importId: mintId<ImportId>(), fileName: '到着一覧.csv', profile, stream }
  const staged = await stageArrivals(db, officer, upload, now)
  if (!staged.ok) throw new Error(staged.reason)
  return staged.value.importId
}

/** One step of a commit; fails the test when it is refused. */
export async function commitStep({ db }: Towns, officer: Officer, importId: ImportId, limit?: number) {
  const step = { importId, terminal: '受入端末1', keys, ...(limit ? { limit } : {}) }
  const progress = await commitArrivals(db, officer, step, now)
  if (!progress.ok) throw new Error(progress.reason)
  return progress.value
}

/** Steps until the import is finished; answers the last progress. */
export async function commitAll(towns: Towns, officer: Officer, importId: ImportId) {
  let progress = await commitStep(towns, officer, importId)
  while (!progress.finished) progress = await commitStep(towns, officer, importId)
  return progress
}
