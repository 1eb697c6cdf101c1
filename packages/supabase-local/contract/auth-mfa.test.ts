import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { expect, it } from 'vitest'
import {
  adminOf,
  ask,
  claimsOf,
  clientOf,
  makeUser,
  refresh,
  signIn,
  type Target,
  underEachConfig,
  VERSIONED,
  whoIs,
} from './target.ts'

/** The code of the authenticator now, or some 30-second steps away. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** A documentation address of its own for each test, so that no two share a rate limit. */
const newIp = () => `203.0.113.${randomInt(1, 255)}, 198.51.100.${randomInt(1, 255)}`

async function enroll(target: Target) {
  const { id, email } = await makeUser(target)
  const forwarded = { 'x-forwarded-for': newIp() }
  const signedIn = await signIn(target, email, forwarded)
  const { data, error } = await signedIn.client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' })
  if (error) throw error
  return {
    ...signedIn,
    userId: id,
    email,
    forwarded,
    factorId: data.id,
    totp: data.totp,
    secret: data.totp.secret,
  }
}

async function raise(enrolled: Awaited<ReturnType<typeof enroll>>) {
  const { client, factorId, secret } = enrolled
  const { data, error } = await client.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) })
  if (error) throw error
  return data
}

const challengeOf = async ({ client, factorId }: Awaited<ReturnType<typeof enroll>>) =>
  (await client.auth.mfa.challenge({ factorId })).data?.id ?? ''

underEachConfig('an authenticator app', {}, (target) => {
  it('37: enrolment shows the secret once, as text, address and picture', async () => {
    const { totp, client } = await enroll(target())
    expect(totp.secret).toMatch(/^[A-Z2-7]+$/)
    expect(totp.uri).toMatch(/^otpauth:\/\/totp\//)
    expect(totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,[\s\S]*<svg/)
    const factors = (await client.auth.mfa.listFactors()).data?.all
    expect(factors?.[0]).toMatchObject({ status: 'unverified', factor_type: 'totp', friendly_name: 'phone' })
    expect(JSON.stringify(factors)).not.toContain(totp.secret)
  })

  it('37: the right code raises the session to aal2 and ends the weaker ones', async () => {
    const enrolled = await enroll(target())
    const other = await signIn(target(), enrolled.email)
    const raised = await raise(enrolled)
    const claims = claimsOf(raised.access_token)
    expect(claims.aal).toBe('aal2')
    expect(claims.amr.map(({ method }) => method)).toEqual(['totp', 'password'])
    expect(claims.session_id).toBe(claimsOf(enrolled.session.access_token).session_id)
    expect(raised.refresh_token).not.toBe(enrolled.session.refresh_token)
    expect((await enrolled.client.auth.mfa.listFactors()).data?.totp[0]?.status).toBe('verified')
    const dead = await whoIs(target(), other.session.access_token)
    expect([dead.status, dead.json.code]).toEqual([403, 'session_not_found'])
  })

  it('38: a wrong code may be followed by the right one; a challenge is good for one success', async () => {
    const enrolled = await enroll(target())
    const { client, factorId, secret } = enrolled
    const challengeId = await challengeOf(enrolled)
    const verify = (code: string, challenge = challengeId) =>
      client.auth.mfa.verify({ factorId, challengeId: challenge, code })
    const wrong = codeOf(secret) === '000000' ? '000001' : '000000'
    expect((await verify(wrong)).error).toMatchObject({ status: 422, code: 'mfa_verification_failed' })
    expect((await verify(codeOf(secret))).error).toBeNull()
    const reused = await verify(codeOf(secret))
    expect(reused.error).toMatchObject({ status: 422, code: 'mfa_ip_address_mismatch' })
    const unknown = await verify(codeOf(secret), '00000000-0000-4000-8000-000000000000')
    expect(unknown.error).toMatchObject({ status: 422, code: 'mfa_factor_not_found' })
    const empty = await verify('')
    expect(empty.error).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('38: of several who answer one challenge at once, one succeeds', async () => {
    const enrolled = await enroll(target())
    const challenge_id = await challengeOf(enrolled)
    const code = codeOf(enrolled.secret)
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        ask(target(), `/auth/v1/factors/${enrolled.factorId}/verify`, {
          token: enrolled.session.access_token,
          body: { challenge_id, code },
          headers: { ...VERSIONED, ...enrolled.forwarded },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('39: the challenge must be answered from the address that asked for it', async (test) => {
    if (!target().local) return test.skip('a hosted gateway sets the address itself')
    const enrolled = await enroll(target())
    const challenge_id = await challengeOf(enrolled)
    const answer = await ask(target(), `/auth/v1/factors/${enrolled.factorId}/verify`, {
      token: enrolled.session.access_token,
      body: { challenge_id, code: codeOf(enrolled.secret) },
      headers: { ...VERSIONED, 'x-forwarded-for': '192.0.2.7' },
    })
    expect([answer.status, answer.json.code]).toEqual([422, 'mfa_ip_address_mismatch'])
  })

  it('39: a code one step old is taken, three steps old is not', async () => {
    const enrolled = await enroll(target())
    const challengeId = await challengeOf(enrolled)
    const { client, factorId, secret } = enrolled
    const verify = (code: string) => client.auth.mfa.verify({ factorId, challengeId, code })
    expect((await verify(codeOf(secret, -3))).error).toMatchObject({ code: 'mfa_verification_failed' })
    expect((await verify(codeOf(secret, -1))).error).toBeNull()
  })

  it('40: who has a factor must show it before changing password or factors', async () => {
    const enrolled = await enroll(target())
    await raise(enrolled)
    const { client } = await signIn(target(), enrolled.email)
    const { auth } = client
    const refusals = [
      (await auth.updateUser({ password: 'Another-horse-battery-8' })).error,
      (await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'second' })).error,
      (await auth.mfa.unenroll({ factorId: enrolled.factorId })).error,
    ]
    expect(refusals.map((error) => [error?.status, error?.code])).toEqual([
      [401, 'insufficient_aal'],
      [403, 'insufficient_aal'],
      [422, 'insufficient_aal'],
    ])
    expect((await auth.updateUser({ data: { nickname: 'hana' } })).error).toBeNull()
  })

  it('41: aal2 outlives a refresh, until an admin removes the factor', async () => {
    const enrolled = await enroll(target())
    const raised = await raise(enrolled)
    const kept = await refresh(target(), raised.refresh_token)
    expect(claimsOf(kept.json.access_token).aal).toBe('aal2')
    const { mfa } = adminOf(target()).auth.admin
    expect((await mfa.listFactors({ userId: enrolled.userId })).data?.factors).toHaveLength(1)
    await mfa.deleteFactor({ userId: enrolled.userId, id: enrolled.factorId })
    const fallen = await refresh(target(), kept.json.refresh_token)
    expect(claimsOf(fallen.json.access_token)).toMatchObject({ aal: 'aal1', amr: [{ method: 'password' }] })
    expect((await mfa.listFactors({ userId: enrolled.userId })).data?.factors ?? []).toEqual([])
    const again = await mfa.deleteFactor({ userId: enrolled.userId, id: enrolled.factorId })
    expect(again.error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' })
  })

  it('41: at aal2 the user may remove it themselves', async () => {
    const enrolled = await enroll(target())
    await raise(enrolled)
    const { data } = await enrolled.client.auth.mfa.unenroll({ factorId: enrolled.factorId })
    expect(data).toEqual({ id: enrolled.factorId })
  })

  it('42: another user’s factor does not exist', async () => {
    const [mine, theirs] = [await enroll(target()), await enroll(target())]
    const { error } = await mine.client.auth.mfa.challenge({ factorId: theirs.factorId })
    expect(error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' })
    const notUuid = await ask(target(), '/auth/v1/factors/x/challenge', {
      method: 'POST',
      token: mine.session.access_token,
      headers: VERSIONED,
    })
    expect([notUuid.status, notUuid.json.code]).toEqual([404, 'validation_failed'])
  })

  it('42: two factors of one user may not share a name', async () => {
    const { client } = await enroll(target())
    const { error } = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName: 'phone' })
    expect(error).toMatchObject({ status: 422, code: 'mfa_factor_name_conflict' })
  })

  it('42: without a session nothing can be enrolled', async () => {
    const { error } = await clientOf(target()).auth.mfa.enroll({ factorType: 'totp', friendlyName: 'x' })
    expect(error).toMatchObject({ status: 403, code: 'bad_jwt' })
  })
})
