import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '@madoguchi/db'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { type RunningSupabase, startSupabase } from '@madoguchi/supabase-local'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintId, type TenantId } from '../kernel.ts'
import { createOperatorAccount, createStaffAccount } from './create-account.ts'
import { operatorAtTheGate, signInOperator, signOutOperator } from './operators.ts'
import { secretHash } from './session-secret.ts'
import { signInStaff } from './staff-sign-in.ts'

const now = new Date('2026-11-23T09:00:00+09:00')
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const password = 'kokoro-no-mado-9'
const [inside, outside] = ['198.51.100.7', '203.0.113.9']
const here = { id: mintId<TenantId>(), slug: 'machi' }
const elsewhere = { id: mintId<TenantId>(), slug: 'mura' }

let test: TestDatabase
let supabase: RunningSupabase
let dir: string
let db: Database
let auth: { url: string; key: string; secretKey: string }

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'madoguchi-accounts-'))
  ;[test, supabase] = await Promise.all([
    openTestDatabase(),
    startSupabase({
      dir,
      ports: { postgres: 0, http: 0, smtp: 0, mailbox: 0 },
      settings: { fsync: 'off', synchronous_commit: 'off' },
    }),
  ])
  auth = { url: supabase.url, key: supabase.publishableKey, secretKey: supabase.secretKey }
  db = test.open('web_operator')
  for (const { id } of [here, elsewhere]) {
    await factories.tenants(test.owner, id)
    await factories.addressRanges(test.owner, id, { range: `${inside}/32` })
  }
  await factories.operatorAddressRanges(test.owner, here.id, { range: `${inside}/32` })
  await factories.operatorAddressRanges(test.owner, here.id, { range: '2001:db8:77::/48' })
  await createOperatorAccount(auth, test.owner, { loginId: 'hanako', name: '運用 花子', password })
  await createStaffAccount(auth, test.owner, here, {
    loginId: 'taro',
    name: '窓口 太郎',
    password,
    roles: ['officer'],
  })
}, 120_000)
afterAll(async () => {
  await Promise.all([test.close(), supabase.stop()])
  await rm(dir, { recursive: true, force: true })
})

const signIn = (over: Partial<Parameters<typeof signInOperator>[2]> = {}) =>
  signInOperator(db, auth, { loginId: 'hanako', password, address: inside, now, ...over })
async function secretOf(over: Parameters<typeof signIn>[0] = {}) {
  const signed = await signIn(over)
  if (!signed.ok) throw new Error(signed.reason)
  return signed.value.secret
}
const gate = (secret: string | null, at = now, address = inside) =>
  operatorAtTheGate(db, { secret, address, now: at })
const signedOut = { listed: true, operator: null }

describe('an account', () => {
  it('made again, however the login id is typed, changes nothing: not the password, not the name', async () => {
    const before =
      await test.owner`select id, auth_user_id, login_id, name from app.staff_members order by id`
    const again = { name: '別の名', password: 'another-password-9', roles: ['manager'] }
    for (const loginId of ['taro', ' Taro ', 'ｔａｒｏ'])
      await createStaffAccount(auth, test.owner, here, { ...again, loginId })
    await createOperatorAccount(auth, test.owner, {
      loginId: 'HANAKO',
      name: '別の名',
      password: 'another-password-9',
    })
    expect(
      await test.owner`select id, auth_user_id, login_id, name from app.staff_members order by id`,
    ).toEqual(before)
    expect(await signIn()).toMatchObject({ ok: true })
    expect(await signIn({ password: 'another-password-9' })).toEqual({
      ok: false,
      reason: 'wrong-credentials',
    })
  })

  it('of the same name in two municipalities is two accounts', async () => {
    const person = { loginId: 'jiro', name: '窓口 次郎', roles: ['officer'] }
    await createStaffAccount(auth, test.owner, here, { ...person, password })
    await createStaffAccount(auth, test.owner, elsewhere, { ...person, password: 'mura-no-mado-99' })
    const staff = test.open('web_staff')
    const attempt = { loginId: 'jiro', password, address: inside, now }
    expect(await signInStaff(staff, auth, here, attempt)).toMatchObject({ ok: true })
    expect(await signInStaff(staff, auth, elsewhere, attempt)).toEqual({
      ok: false,
      reason: 'wrong-credentials',
    })
  })

  it.each([
    'hanako@operator.invalid',
    'taro@mura.staff.invalid',
    ' TARO@MURA.STAFF.INVALID ',
    'has space',
    '',
    '@',
  ])('cannot be made for %j', async (loginId) => {
    const person = { loginId, name: '誰か', password }
    await expect(
      createStaffAccount(auth, test.owner, here, { ...person, roles: ['officer'] }),
    ).rejects.toThrow('login id')
    await expect(createOperatorAccount(auth, test.owner, person)).rejects.toThrow('login id')
  })
})

describe('an operator who signs in', () => {
  it('opens a session, of which only the hash is kept', async () => {
    const secret = await secretOf()
    expect(await gate(secret)).toEqual({
      listed: true,
      operator: { id: expect.any(String), name: '運用 花子', sessionId: expect.any(String) },
    })
    const rows = await test.owner<{ text: string }[]>`select s::text as text from app.operator_sessions s`
    expect(rows.some((row) => row.text.includes(secretHash(secret).toString('hex')))).toBe(true)
    expect(rows.some((row) => row.text.includes(secret))).toBe(false)
  })

  it(`from an address that is not listed gets nowhere, with the right password or a session`, async () => {
    const secret = await secretOf()
    expect(await signIn({ address: outside })).toEqual({ ok: false, reason: 'wrong-network' })
    expect(await gate(secret, now, outside)).toEqual({ listed: false })
    expect(await gate(null, now, outside)).toEqual({ listed: false })
  })

  it.each([
    ['a wrong password', { password: 'wrong-password-9' }],
    ['no password', { password: '' }],
    ['an unknown login id', { loginId: 'nobody' }],
    ['what cannot be a login id', { loginId: 'x y' }],
    ['the right password of a municipality’s officer', { loginId: 'taro@machi.staff.invalid' }],
  ])('with %s is refused in the same words, after the same time', async (_, over) => {
    const began = performance.now()
    expect(await signIn(over)).toEqual({ ok: false, reason: 'wrong-credentials' })
    expect(performance.now() - began).toBeGreaterThan(395)
  })

  it('is no officer of any municipality', async () => {
    const attempt = { loginId: 'hanako@operator.invalid', password, address: inside, now }
    const answer = await signInStaff(test.open('web_staff'), auth, here, attempt)
    expect(answer).toEqual({ ok: false, reason: 'wrong-credentials' })
  })

  it('no longer works here is refused, and so is the session they had', async () => {
    await createOperatorAccount(auth, test.owner, { loginId: 'gone', name: '運用 三郎', password })
    const secret = await secretOf({ loginId: 'gone' })
    await test.owner`update app.operators set active = false where login_id = 'gone'`
    expect(await gate(secret)).toEqual(signedOut)
    expect(await signIn({ loginId: 'gone' })).toEqual({ ok: false, reason: 'wrong-credentials' })
  })

  it('while Auth is away is told so', async () => {
    const away = { ...auth, url: 'http://127.0.0.1:1' }
    const answer = await signInOperator(db, away, { loginId: 'hanako', password, address: inside, now })
    expect(answer).toEqual({ ok: false, reason: 'sign-in-unavailable' })
  })
})

describe("an operator's session", () => {
  it('is over after thirty minutes without a page, and goes on with each', async () => {
    const [busy, idle] = [await secretOf(), await secretOf()]
    for (const minute of [29, 58, 87])
      expect(await gate(busy, after(minute))).toMatchObject({ operator: { name: '運用 花子' } })
    expect(await gate(idle, after(30))).toEqual(signedOut)
    expect(await gate(busy, after(87 + 30))).toEqual(signedOut)
  })

  it('is over after twelve hours in any case', async () => {
    const secret = await secretOf()
    for (let minute = 25; minute < 720; minute += 25)
      expect(await gate(secret, after(minute))).toMatchObject({ operator: {} })
    expect(await gate(secret, after(720))).toEqual(signedOut)
  })

  it('stays with the machine that opened it; in IPv6 with its network', async () => {
    const secret = await secretOf({ address: '2001:db8:77:1::5' })
    expect(await gate(secret, now, '2001:db8:77:1::99')).toMatchObject({ operator: { name: '運用 花子' } })
    expect(await gate(secret, now, '2001:db8:77:2::5')).toEqual(signedOut)
    expect(await gate(secret, now, inside)).toEqual(signedOut)
  })

  it('ends when they sign out, and asking again changes nothing', async () => {
    const [secret, other] = [await secretOf(), await secretOf()]
    await signOutOperator(db, secret, now)
    await signOutOperator(db, secret, after(1))
    expect(await gate(secret)).toEqual(signedOut)
    expect(await gate(other)).toMatchObject({ operator: { name: '運用 花子' } })
    const [row] =
      await test.owner`select ended_at from app.operator_sessions where token_hash = ${secretHash(secret)}`
    expect(row).toEqual({ endedAt: now })
  })

  it('is nobody’s without the secret', async () => {
    for (const secret of [null, '', 'guessed']) expect(await gate(secret)).toEqual(signedOut)
  })
})
