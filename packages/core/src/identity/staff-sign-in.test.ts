import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import type { Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { type RunningSupabase, startSupabase } from '@madoguchi/supabase-local'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mintId, type TenantId } from '../kernel.ts'
import { createStaffAccount } from './create-account.ts'
import { signOutStaff, staffAtTheGate } from './staff-sessions.ts'
import { signInStaff } from './staff-sign-in.ts'

const PASSWORD = 'correct horse battery staple'
const INSIDE = '192.0.2.7'
const OUTSIDE = '198.51.100.7'
const now = new Date('2026-04-10T09:00:00+09:00')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

let database: TestDatabase
let db: Database
let supabase: RunningSupabase
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-sign-in-'))
  database = await openTestDatabase()
  db = database.open('web_staff')
  supabase = await startSupabase({
    dir: folder,
    ports: { postgres: 0, http: 0, smtp: 0, mailbox: 0 },
    settings: { fsync: 'off' },
  })
})
afterAll(async () => {
  await supabase.stop()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

let here: { id: TenantId; slug: string }
let elsewhere: { id: TenantId; slug: string }

async function town(range: string) {
  const { owner } = database
  const id = mintId<TenantId>()
  const { slug } = await factories.tenants(owner, id)
  await factories.addressRanges(owner, id, { range })
  const auth = { url: supabase.url, secretKey: supabase.secretKey }
  const person = { loginId: `hanako-${slug}`, name: '窓口 花子', roles: ['officer'], password: PASSWORD }
  await createStaffAccount(auth, owner, { id, slug }, person)
  return { id, slug }
}

beforeEach(async () => {
  here = await town('192.0.2.0/24')
  elsewhere = await town('0.0.0.0/0')
})

type Attempt = { loginId?: string; password?: string; address?: string; url?: string }
const signIn = ({ loginId, password = PASSWORD, address = INSIDE, url = supabase.url }: Attempt = {}) =>
  signInStaff(db, { url, key: supabase.publishableKey }, here, {
    loginId: loginId ?? `hanako-${here.slug}`,
    password,
    address,
    now,
  })
const sessions = () => database.owner`
  select token_hash from app.staff_sessions where tenant_id = ${here.id} and ended_at is null`
async function signedIn() {
  const outcome = await signIn()
  if (!outcome.ok) throw new Error(outcome.reason)
  return outcome.value.secret
}

describe('an officer at the sign-in page', () => {
  it(`holds a session of ours, and none of Supabase's ${req('1.G.1')}`, async () => {
    const secret = await signedIn()
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(await sessions())).not.toContain(secret)
    const at = await staffAtTheGate(db, here.id, { secret, address: INSIDE, now })
    expect(at).toMatchObject({ listed: true, staff: { name: '窓口 花子', roles: ['officer'] } })
  })

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['no password', { password: '' }],
    ['an unknown login', { loginId: 'nobody' }],
    ['what is no login id', { loginId: "' or 1=1 --" }],
  ] as const)(
    `is refused in one and the same way with %s, and not at once ${req('1.G.1')}`,
    async (_what, attempt) => {
      const began = performance.now()
      expect(await signIn(attempt)).toEqual({ ok: false, reason: 'wrong-credentials' })
      expect(performance.now() - began).toBeGreaterThan(390)
      expect(await sessions()).toEqual([])
    },
  )

  it("is refused in the same way as another municipality's officer, with the right password", async () => {
    const loginId = `hanako-${elsewhere.slug}@${elsewhere.slug}.staff.invalid`
    expect(await signIn({ loginId })).toEqual({ ok: false, reason: 'wrong-credentials' })
  })

  it('is refused in the same way once no longer active', async () => {
    await database.owner`update app.staff_members set active = false where tenant_id = ${here.id}`
    expect(await signIn()).toEqual({ ok: false, reason: 'wrong-credentials' })
  })

  it(`is turned away from an unlisted network before any password is tried ${req('1.G.1')}`, async () => {
    // Nobody listens there: had Auth been asked, the answer would be another.
    const outcome = await signIn({ address: OUTSIDE, url: 'http://127.0.0.1:9' })
    expect(outcome).toEqual({ ok: false, reason: 'wrong-network' })
  })

  it('is told to try again later when Auth does not answer', async () => {
    expect(await signIn({ url: 'http://127.0.0.1:9' })).toEqual({ ok: false, reason: 'sign-in-unavailable' })
  })
})

describe('a session', () => {
  const at = (
    secret: string,
    given: { address?: string; now?: Date; tenantId?: TenantId; unattended?: boolean },
  ) => staffAtTheGate(db, given.tenantId ?? here.id, { secret, address: INSIDE, now, ...given })
  const stands = (answer: Awaited<ReturnType<typeof at>>) => answer.listed && answer.staff !== null

  it('lives on while it is used, and ends after 30 idle minutes', async () => {
    const secret = await signedIn()
    expect(stands(await at(secret, { now: later(29) }))).toBe(true)
    expect(stands(await at(secret, { now: later(58) }))).toBe(true)
    expect(stands(await at(secret, { now: later(88) }))).toBe(false)
  })

  it('is not kept alive by a board that refreshes itself', async () => {
    const secret = await signedIn()
    expect(stands(await at(secret, { now: later(29), unattended: true }))).toBe(true)
    expect(stands(await at(secret, { now: later(30) }))).toBe(false)
  })

  it('ends after 12 hours, however busy', async () => {
    const secret = await signedIn()
    for (let minutes = 25; minutes < 720; minutes += 25) await at(secret, { now: later(minutes) })
    expect(stands(await at(secret, { now: later(719) }))).toBe(true)
    expect(stands(await at(secret, { now: later(720) }))).toBe(false)
  })

  it('opens nothing from another machine of the same network', async () => {
    expect(stands(await at(await signedIn(), { address: '192.0.2.8' }))).toBe(false)
  })

  it('opens nothing once its address is off the list', async () => {
    const secret = await signedIn()
    await database.owner`delete from app.address_ranges where tenant_id = ${here.id}`
    expect(await at(secret, {})).toEqual({ listed: false })
  })

  it('opens nothing in another municipality', async () => {
    expect(stands(await at(await signedIn(), { tenantId: elsewhere.id }))).toBe(false)
  })

  it('opens nothing once the officer is no longer active', async () => {
    const secret = await signedIn()
    await database.owner`update app.staff_members set active = false where tenant_id = ${here.id}`
    expect(stands(await at(secret, {}))).toBe(false)
  })

  it('opens nothing after signing out', async () => {
    const secret = await signedIn()
    await signOutStaff(db, here.id, secret, now)
    expect(stands(await at(secret, {}))).toBe(false)
  })
})
