import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateSlots } from '@madoguchi/core/availability'
import { loadTenants, readTenant } from '@madoguchi/core/tenancy'
import { openAdmin, openDatabase } from '@madoguchi/db'
import { addressFor, LOGINS, type Login, migrate, setLoginPasswords } from '@madoguchi/db/migrate'
import { startPostgres } from '@madoguchi/supabase-local'
import { secretOf } from './secret-of.ts'

const PASSWORDS = Object.fromEntries(LOGINS.map((it) => [it, `bench-${it}`])) as Record<Login, string>
const PROCEDURE = 'P09'
/** So many places that no run ever finds a slot full: what is measured is taking them. */
const PLENTY = 1_000_000

export type Ground = Awaited<ReturnType<typeof openGround>>

/**
 * A Postgres of the benchmark's own, as in production: fsync on, row security forced, the real municipality 上尾市 with its
 * generated calendar. The slots of one lane get plenty of places and ids that pgbench can count up; each side has so many
 * `visitors`, whose sessions are open.
 */
export async function openGround(visitors = 1000) {
  const dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'))
  const postgres = await startPostgres({ dataDir, port: 0 })
  const stop = async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await migrate(postgres.url)
    await setLoginPasswords(postgres.url, PASSWORDS)
    const urlFor = (login: Login) => addressFor(postgres.url, { login, password: PASSWORDS[login] })
    const analyze = async () => {
      const admin = openAdmin(postgres.url)
      await admin`analyze`
      await admin.end()
    }
    return {
      ...(await furnish(postgres.url, urlFor, visitors)),
      adminUrl: postgres.url,
      urlFor,
      analyze,
      stop,
    }
  } catch (defect) {
    await stop()
    throw defect
  }
}

async function furnish(adminUrl: string, urlFor: (login: Login) => string, visitors: number) {
  const admin = openAdmin(adminUrl)
  const machine = openDatabase(urlFor('web_api'), { max: 2 })
  try {
    const folder = await readTenant('tenants', 'ageo')
    if (!folder.ok) throw new Error(folder.problems.join('\n'))
    const now = new Date()
    const [loaded] = await loadTenants(admin, [folder.value], { now })
    if (!loaded || 'refused' in loaded || !loaded.id) throw new Error('the municipality was not loaded')
    const tenantId = loaded.id
    await generateSlots(machine, tenantId, now)

    const lane = folder.value.file.lanes.find((it) => it.procedures.includes(PROCEDURE))?.code ?? ''
    const slots = await countableSlots(admin, tenantId, lane, folder.value.file.booking.opensDaysBefore ?? 0)
    for (const side of ['ours', 'floor'] as const) await openSessions(admin, tenantId, side, visitors)
    await admin`create sequence floor_visitor cache 20`
    await admin`grant usage on sequence floor_visitor to web_booking`
    await admin`analyze`
    return {
      tenantId,
      slots,
      lane,
      host: folder.value.file.hosts.booking[0] ?? '',
      procedure: PROCEDURE,
      venue: folder.value.file.venues[0]?.code ?? '',
    }
  } finally {
    await Promise.all([admin.end(), machine.close()])
  }
}

const openSessions = (
  admin: ReturnType<typeof openAdmin>,
  tenantId: string,
  side: 'ours' | 'floor',
  visitors: number,
) => admin`
  insert into app.resident_sessions (tenant_id, token_hash, subject_id, created_at, expires_at)
  select ${tenantId}, sha256(convert_to(overlay(${secretOf(side, 0)}::text placing lpad(n::text, 12, '0') from 7), 'UTF8')),
    app.uuid_v7(), now(), now() + interval '10 hours'
  from generate_series(1, ${visitors}) n`

/** Slots that residents may book now, numbered 1…n in their ids. */
const countableSlots = (
  admin: ReturnType<typeof openAdmin>,
  tenantId: string,
  lane: string,
  days: number,
) => admin<{ id: string }[]>`
  with numbered as (
    select s.tenant_id, s.id, row_number() over (order by s.starts_at, s.id) as n
    from app.slots s join app.lanes l on l.tenant_id = s.tenant_id and l.id = s.lane_id
    where s.tenant_id = ${tenantId} and l.code = ${lane}
      and s.starts_at between now() + interval '2 days' and now() + make_interval(days => ${days - 2})
  )
  update app.slots s set id = ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
    capacity = ${PLENTY}, limit_web = ${PLENTY}
  from numbered where s.tenant_id = numbered.tenant_id and s.id = numbered.id
  returning s.id`
